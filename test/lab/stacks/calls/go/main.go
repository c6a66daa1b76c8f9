// Calls each callee at a fixed rate with net/http: the default transport keeps connections, DisableKeepAlives opens one for each.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

type count struct {
	Sent   int            `json:"sent"`
	Failed map[string]int `json:"failed"`
}

func kindOf(err error) string {
	var name *net.DNSError
	var slow net.Error
	switch {
	case errors.As(err, &name):
		return "name unknown"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "refused"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "reset"
	case errors.Is(err, syscall.EHOSTUNREACH):
		return "unreachable"
	case errors.As(err, &slow) && slow.Timeout():
		return "timeout"
	}
	return err.Error()
}

func call(client *http.Client, url string) string {
	answer, err := client.Get(url)
	if err != nil {
		return kindOf(err)
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return kindOf(err)
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Sprint("status ", answer.StatusCode)
	}
	return ""
}

func main() {
	rate, _ := strconv.Atoi(os.Getenv("RATE"))
	var lock sync.Mutex
	counts := map[string]*count{}
	for _, callee := range strings.Split(os.Getenv("CALLEES"), " ") {
		where, _ := url.Parse(callee)
		for connections, transport := range map[string]*http.Transport{"new": {DisableKeepAlives: true}, "kept": http.DefaultTransport.(*http.Transport).Clone()} {
			client := &http.Client{Transport: transport, Timeout: 5 * time.Second}
			one := &count{Failed: map[string]int{}}
			counts[connections+" "+where.Hostname()] = one
			go func() {
				for range time.Tick(time.Second / time.Duration(rate)) {
					lock.Lock()
					one.Sent++
					lock.Unlock()
					go func() {
						if kind := call(client, callee); kind != "" {
							lock.Lock()
							one.Failed[kind]++
							lock.Unlock()
						}
					}()
				}
			}()
		}
	}
	for range time.Tick(500 * time.Millisecond) {
		lock.Lock()
		line, _ := json.Marshal(counts)
		lock.Unlock()
		fmt.Println(string(line))
	}
}
