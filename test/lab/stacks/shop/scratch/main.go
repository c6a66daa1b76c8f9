// The shop's program for an image that holds nothing else: no shell, no files to write. It answers like app/server.mjs.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/coder/websocket"
	_ "github.com/lib/pq"
)

var (
	rows    *sql.DB
	leaving = make(chan struct{}) // closed at SIGTERM: who holds a long connection is told
	sockets sync.WaitGroup        // the server does not count what it no longer reads itself
)

const tick = 100 * time.Millisecond

func main() {
	if len(os.Args) > 1 && os.Args[1] == "healthy" {
		answer, err := http.Get("http://127.0.0.1:8080/health")
		if err != nil || answer.StatusCode != http.StatusOK {
			os.Exit(1)
		}
		return
	}
	if url := os.Getenv("DATABASE_URL"); url != "" {
		rows, _ = sql.Open("postgres", url+"?sslmode=disable")
		rows.SetMaxOpenConns(8)
		rows.SetMaxIdleConns(8)
	}
	http.HandleFunc("/health", health)
	http.HandleFunc("/upload", upload)
	http.HandleFunc("/events", events)
	http.HandleFunc("/socket", socket)
	http.HandleFunc("/", work)
	server := &http.Server{Addr: ":8080", IdleTimeout: 95 * time.Second}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM)
	go server.ListenAndServe()
	<-stop
	if os.Getenv("STOPS") == "at once" {
		os.Exit(143)
	}
	close(leaving)
	server.Shutdown(context.Background())
	sockets.Wait()
}

func answer(w http.ResponseWriter, status int, more map[string]any) {
	body := map[string]any{"service": os.Getenv("SERVICE"), "version": os.Getenv("VERSION"), "container": host()}
	for key, value := range more {
		body[key] = value
	}
	w.Header().Set("content-type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}

func host() string {
	name, _ := os.Hostname()
	return name
}

func health(w http.ResponseWriter, r *http.Request) {
	if rows != nil && rows.PingContext(r.Context()) != nil {
		answer(w, http.StatusServiceUnavailable, nil)
		return
	}
	answer(w, http.StatusOK, nil)
}

func work(w http.ResponseWriter, r *http.Request) {
	milliseconds, _ := strconv.Atoi(r.URL.Query().Get("ms"))
	time.Sleep(time.Duration(milliseconds) * time.Millisecond)
	if r.Method != http.MethodPost {
		answer(w, http.StatusOK, nil)
		return
	}
	// The row belongs to the request's sender, who may be gone: what is begun is ended.
	_, err := rows.Exec("insert into rows (id, version) values ($1, $2)", r.URL.Query().Get("id"), os.Getenv("VERSION"))
	if err != nil {
		answer(w, http.StatusInternalServerError, map[string]any{"error": err.Error()})
		return
	}
	answer(w, http.StatusCreated, nil)
}

func upload(w http.ResponseWriter, r *http.Request) {
	count, err := io.Copy(io.Discard, r.Body)
	if err != nil {
		answer(w, http.StatusBadRequest, map[string]any{"error": err.Error()})
		return
	}
	answer(w, http.StatusOK, map[string]any{"bytes": count})
}

func events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("content-type", "text/event-stream")
	say := func(event string) error {
		_, err := fmt.Fprintf(w, "event: %s\ndata: %s %s\n\n", event, os.Getenv("VERSION"), host())
		w.(http.Flusher).Flush()
		return err
	}
	until(r.Context(), say)
}

func socket(w http.ResponseWriter, r *http.Request) {
	sockets.Add(1)
	defer sockets.Done()
	connection, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer connection.CloseNow()
	// Ends when the client closes, as it does once it was told to leave.
	gone := connection.CloseRead(context.Background())
	say := func(event string) error {
		return connection.Write(gone, websocket.MessageText, fmt.Appendf(nil, "%s %s %s", event, os.Getenv("VERSION"), host()))
	}
	until(gone, say)
}

// until says "tick" again and again, and "leave" once, until the client is gone.
func until(gone context.Context, say func(event string) error) {
	told := leaving
	for beat := time.NewTicker(tick); ; {
		event := "tick"
		select {
		case <-gone.Done():
			return
		case <-told:
			event, told = "leave", nil
		case <-beat.C:
		}
		if say(event) != nil {
			return
		}
	}
}
