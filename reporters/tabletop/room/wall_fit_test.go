package room

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"ripple/reporters/internal/browsertest"
	"ripple/reporters/tabletop"
)

// itIsReadFromAfar: nothing sticks out, nothing is cut off, letters are large and their
// contrast is enough.
func itIsReadFromAfar(t *testing.T, b *browsertest.Browser) {
	text, err := os.ReadFile("../../../scenarios/library/procurement-slip.yaml")
	fatal(t, err)
	flagship := strings.ReplaceAll(string(text), "organisation: harbour-medical", "organisation: harbour-medical\nexercise: {title: Empty shelves, begins: day 15 08:00, modules: [{name: Signs, from: day 16, questions: [Who hears of this first?, What do you want to know?, What do you stop doing?]}]}")
	many, err := os.ReadFile("../../../scenarios/library/one-part-short.yaml") // seven kinds of customers
	fatal(t, err)
	for name, scenario := range map[string]string{"small": shop, "flagship": flagship, "many customers": string(many)} {
		e := exhibited(t, b, scenario)
		e.reaches("day 22 10:00")
		for _, stage := range []struct {
			name string
			set  func()
		}{
			{"paused", func() {}},
			{"playing", func() { e.plays() }},
			{"revealed", func() {
				fatal(t, e.session.Pause(t.Context(), "look"))
				fatal(t, e.session.Reveal(t.Context(), tabletop.RevealDoNothing, true))
				fatal(t, e.session.Reveal(t.Context(), tabletop.RevealBaseline, true))
				e.shows()
			}},
			{"all revealed", func() {
				fatal(t, e.session.Forecast(t.Context(), tabletop.Horizon{Replications: 10, Days: 4}))
				fatal(t, e.session.Reveal(t.Context(), tabletop.RevealForecast, true))
				e.shows()
			}},
			{"revealed, playing", func() { e.plays() }},
			{"the end", func() {
				fatal(t, e.session.Pause(t.Context(), "look"))
				fatal(t, e.session.End(t.Context(), false))
				e.shows()
			}},
		} {
			stage.set()
			for _, size := range [][3]int64{{1920, 1080, 28}, {1280, 800, 18}, {390, 844, 16}} {
				for _, scheme := range []string{"light", "dark"} {
					at := fmt.Sprintf("%s, %s, %dx%d, %s", name, stage.name, size[0], size[1], scheme)
					e.window(size[0], size[1], scheme, false)
					if wide := browsertest.Asked[int](e.page, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
						t.Errorf("%s: %d pixels too wide", at, wide)
					}
					if size[0] > 700 {
						if high := browsertest.Asked[int](e.page, `document.documentElement.scrollHeight - innerHeight`); high > 0 {
							t.Errorf("%s: %d pixels too high", at, high)
						}
					}
					if small := browsertest.Asked[[]string](e.page, fmt.Sprintf(smallScript, size[2])); len(small) > 0 {
						t.Errorf("%s: too small: %q", at, small)
					}
					if cut := browsertest.Asked[[]string](e.page, cutScript); len(cut) > 0 {
						t.Errorf("%s: cut off: %q", at, cut)
					}
					if hard := e.page.HardToRead(); len(hard) > 0 {
						t.Errorf("%s: hard to read: %q", at, hard)
					}
				}
			}
		}
		e.page.Quiet()
	}
}

// smallScript lists the texts that are smaller than so many pixels.
const smallScript = `[...document.querySelectorAll('.wall *')].filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType == 3 && n.textContent.trim()) &&
	parseFloat(getComputedStyle(e).fontSize) < %d).map(e => e.className + ': ' + e.textContent.slice(0, 40))`

// cutScript lists what sticks out of the part that it is in, or of the window.
const cutScript = `[...document.querySelectorAll('.wall > *, .place > *, .place-middle > *, .wall-compared tr, .wall-story li, .wall-top > *')].filter(e => {
		if (!e.checkVisibility() || e.matches('.place-first')) return false;
		if (e.matches('.place-line, .place-name') && e.scrollWidth > e.clientWidth + 1) return true;
		const inner = e.getBoundingClientRect(), part = e.parentElement.closest('.place, .wall-compared, .wall-story, .wall-top, .wall').getBoundingClientRect();
		return inner.bottom > part.bottom + 1 || inner.top < part.top - 1 || inner.right > Math.min(part.right, innerWidth) + 1;
	}).map(e => e.className + ': ' + e.textContent.slice(0, 40))`

// manyDepartments: 32 departments are updated in place, and quickly enough for four views a second.
func manyDepartments(t *testing.T, b *browsertest.Browser) {
	var departments, steps, inside strings.Builder
	for i := range 16 {
		fmt.Fprintf(&departments, "    d%d: {staff: 3}\n    i%d: {staff: 3}\n", i, i)
		fmt.Fprintf(&steps, "        s%d: {by: d%d, work: 5m}\n", i, i)
		fmt.Fprintf(&inside, "        s%d: {by: i%d, work: 5m}\n", i, i)
	}
	text := "scenario: Wide\norganisation:\n  name: Wide\n  currency: EUR\n  calendar: {days: Mon-Fri, hours: 08:00-17:00, timezone: UTC}\n  handoff: 15m\n  departments:\n" + departments.String() +
		"  flows:\n    order:\n      for: people\n      steps:\n" + steps.String() + "    inside:\n      for: d0\n      demand: 2 per person per week\n      steps:\n" + inside.String() +
		"  customers:\n    people: {demand: 20 per day, promise: 3 working days, value: 10}\nrun: {from: 2026-10-05, for: 20 days, warm-up: 10 days, replications: 2, seed: 5}\n"
	e := exhibited(t, b, text)
	e.window(1920, 1080, "light", false)
	e.reaches("day 3 11:00")
	names := map[string]bool{}
	for _, p := range browsertest.Asked[[]place](e.page, placesScript) {
		names[p.Name] = true
	}
	if len(names) != 17 || !names["d15"] || names["i3"] {
		t.Errorf("the map shows %v", slices.Sorted(maps.Keys(names)))
	}
	if beside := browsertest.Asked[string](e.page, `document.querySelector('.map-beside').textContent`); !strings.HasPrefix(beside, "16 more departments") {
		t.Errorf("beside the map: %q", beside)
	}
	browsertest.Asked[bool](e.page, `window.kept = document.querySelectorAll('.place')[3], true`)
	e.reaches("day 4 15:00")
	if !browsertest.Asked[bool](e.page, `kept.isConnected`) {
		t.Error("the map was made anew")
	}
}
