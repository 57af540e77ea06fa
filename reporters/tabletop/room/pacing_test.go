package room

import (
	"flag"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

var pacing = flag.Bool("pacing", false, "measure how many days a minute a room plays with ten browsers (half a minute of wall time)")

// A room plays sixty days a minute of the flagship and more, with its twin arms, ten browsers of
// which one is dead and one slow, and a decision now and then. How many is for people to read.
func TestTheRoomKeepsSixtyDaysAMinute(t *testing.T) {
	if !*pacing {
		t.Skip("takes half a minute: run with -pacing")
	}
	for _, pace := range []int{1000, 100} {
		ticks := time.NewTicker(100 * time.Millisecond)
		h := openWith(t, "127.0.0.1:0", ticks.C, beginning(t, "procurement-slip"))
		f := h.person("facilitator")
		desk := f.listen()
		var streams []*listening
		var counts [8]int
		var reading sync.WaitGroup
		for i := range counts {
			l := h.person([]string{"audience", "leadership", "evaluator", "facilitator"}[i%4]).listen()
			streams = append(streams, l)
			reading.Go(func() {
				for {
					if event, _ := l.next(); event != "view" && event != "beat" {
						return
					}
					if counts[i]++; i == 0 {
						time.Sleep(time.Second) // this one is slow
					}
				}
			})
		}
		dead, err := net.Dial("tcp", strings.TrimPrefix(h.address, "http://"))
		fatal(t, err)
		fmt.Fprintf(dead, "GET %sstream HTTP/1.1\r\nHost: ripple\r\n\r\n", strings.TrimPrefix(h.link("audience"), h.address))
		began := time.Now()
		f.does("play", fmt.Sprintf(`"pace-ms":%d`, pace))
		var deciding time.Duration
		decided := 0
		start := desk.view().Now.Tick
		now := start
		for time.Since(began) < 15*time.Second {
			v := desk.view()
			if now = v.Now.Tick; v.Now.Day >= 90 {
				break
			}
			if decided < 2 && v.Now.Day > 5*(decided+1) {
				at := time.Now()
				f.does("decide", fmt.Sprintf(`"team":"leadership","words":"act","extra":true,"actions":[{"choice":%q}]`, []string{"expedite", "re-promise"}[decided]))
				deciding += time.Since(at)
				decided++
			}
			if !v.Playing && v.Turn > 0 {
				f.does("play", "")
			}
		}
		took := time.Since(began)
		perMinute := float64(now-start) / float64(simulatedDay) / took.Minutes()
		t.Logf("asked for %d days a minute: played %.0f; %d decisions took %s of %s; views read by each: %v", 60_000/pace, perMinute, decided, deciding.Round(time.Millisecond), took.Round(time.Millisecond), counts)
		// A decision stops play for as long as it takes to work out what follows from it.
		if running := perMinute * took.Seconds() / (took - deciding).Seconds(); running < 57 {
			t.Errorf("%.0f days a minute", running)
		}
		desk.close()
		dead.Close()
		for _, l := range streams {
			l.close()
		}
		reading.Wait()
		fatal(t, h.close())
		ticks.Stop()
	}
}
