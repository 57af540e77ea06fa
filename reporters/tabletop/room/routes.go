package room

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/http"
	"strings"

	"ripple/reporters/tabletop"
)

//go:embed pages
var pages embed.FS

// silent is a log for what browsers do wrong: nobody reads it.
func silent() *log.Logger { return log.New(io.Discard, "", 0) }

// policy lets a page load what the room itself serves, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// routes are the addresses of the room. What stands behind a link is for its role.
func (r *Room) routes() http.Handler {
	mux := http.NewServeMux()
	assets, err := fs.Sub(pages, "pages")
	if err != nil {
		panic(err)
	}
	mux.Handle("GET /assets/", http.StripPrefix("/assets/", http.FileServerFS(files{assets})))
	mux.HandleFunc("GET /room/{token}", func(w http.ResponseWriter, q *http.Request) {
		http.Redirect(w, q, q.URL.Path+"/", http.StatusMovedPermanently)
	})
	mux.HandleFunc("GET /probe/{token}", r.probe)
	at := func(pattern string, f func(*seat, http.ResponseWriter, *http.Request)) {
		method, path, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(method+" /room/{token}/"+path, func(w http.ResponseWriter, q *http.Request) {
			s := r.seat(q.PathValue("token"))
			if s == nil {
				refused(w, http.StatusNotFound, "this link leads nowhere: ask the facilitator for another")
				return
			}
			f(s, w, q)
		})
	}
	forFacilitator := func(f func(*seat, http.ResponseWriter, *http.Request)) func(*seat, http.ResponseWriter, *http.Request) {
		return func(s *seat, w http.ResponseWriter, q *http.Request) {
			if s.role != tabletop.Facilitator {
				refused(w, http.StatusForbidden, "that is for the facilitator")
				return
			}
			f(s, w, q)
		}
	}
	at("GET {$}", r.index)
	at("GET view", r.view)
	at("GET stream", r.stream)
	at("GET hello", r.hello)
	at("POST do", r.do)
	at("GET links", forFacilitator(r.links))
	at("GET reach", forFacilitator(r.reachPage))
	at("GET reached", forFacilitator(r.reached))
	at("GET saved.yaml", forFacilitator(r.saved))
	if r.archive != nil {
		for name := range reportForms {
			at("GET "+name, forFacilitator(r.report(name)))
		}
	}
	own := http.NewCrossOriginProtection()
	own.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		refused(w, http.StatusForbidden, "that does not come from a page of this room")
	}))
	return headers(own.Handler(mux))
}

// files are served, folders are not listed.
type files struct{ fs.FS }

func (f files) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err != nil || info.IsDir() {
		file.Close()
		return nil, fs.ErrNotExist
	}
	return file, nil
}

// headers go with everything.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, q)
	})
}

// answer sends what something came to.
func answer(w http.ResponseWriter, status int, what any) {
	text, err := json.Marshal(what)
	if err != nil {
		status, text = http.StatusInternalServerError, []byte(`{"refused":"ripple cannot write its answer"}`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprintf(w, "%s\n", text)
}

// refusal is an answer that says no, in words for people.
type refusal struct {
	Refused string `json:"refused"`
	// Renew says that the key is not of this room any more and that nothing was done: hello
	// gives another.
	Renew bool `json:"renew,omitempty"`
}

func refused(w http.ResponseWriter, status int, words string) {
	answer(w, status, refusal{Refused: words})
}

// wrong tells of an error: a refusal of the session in its own words.
func wrong(w http.ResponseWriter, err error) {
	var no *tabletop.Refusal
	if errors.As(err, &no) {
		refused(w, http.StatusConflict, no.Reason)
		return
	}
	refused(w, http.StatusInternalServerError, err.Error())
}

func (r *Room) index(_ *seat, w http.ResponseWriter, q *http.Request) {
	http.ServeFileFS(w, q, pages, "pages/room.html")
}

// view is how the session looks to the role, once.
func (r *Room) view(s *seat, w http.ResponseWriter, _ *http.Request) {
	v, err := r.session.View(s.role)
	if err != nil {
		wrong(w, err)
		return
	}
	answer(w, http.StatusOK, v)
}

// saved is the session as a scenario's file.
func (r *Room) saved(_ *seat, w http.ResponseWriter, _ *http.Request) {
	text, err := r.session.Saved(".")
	if err != nil {
		wrong(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/yaml; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="saved.yaml"`)
	fmt.Fprint(w, text)
}
