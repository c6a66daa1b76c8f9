// The app of the bench: it answers with its version, ends gracefully, and is its own healthcheck.
package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

const address = ":8080"

func main() {
	if len(os.Args) > 1 && os.Args[1] == "healthy" {
		healthy()
		return
	}
	version := os.Getenv("VERSION")
	server := &http.Server{Addr: address, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Version", version)
		io.WriteString(w, version+"\n")
	})}
	told, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	ended := make(chan struct{})
	go func() {
		<-told.Done()
		// Shutdown waits up to 5 s for a connection that Traefik opened and never used.
		soon, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		server.Shutdown(soon)
		close(ended)
	}()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		panic(err)
	}
	<-ended
}

func healthy() {
	answer, err := http.Get("http://127.0.0.1" + address)
	if err != nil || answer.StatusCode != http.StatusOK {
		os.Exit(1)
	}
}
