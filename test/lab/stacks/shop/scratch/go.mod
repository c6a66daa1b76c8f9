module scratch

go 1.26

require (
	github.com/coder/websocket v1.8.13
	github.com/lib/pq v1.10.9
)
