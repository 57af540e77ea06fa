package scenarios

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// organisationText draws a valid organisation with flows made of plain steps,
// choices, parallel parts and loops.
func organisationText(t *rapid.T) string {
	var b strings.Builder
	departments := rapid.IntRange(1, 6).Draw(t, "departments")
	b.WriteString("scenario: random\norganisation:\n  name: random\n")
	fmt.Fprintf(&b, "  calendar: %s\n", rapid.SampledFrom([]string{"always", "{days: Mon-Fri, hours: 08:00-17:00}",
		"{days: Mon-Sat, hours: [06:00-12:00, 13:00-22:00], timezone: Asia/Kolkata}", "{hours: {Mon-Thu: 08:00-18:00, Fri: 22:00-06:00}}"}).Draw(t, "calendar"))
	fmt.Fprintf(&b, "  handoff: %s\n", rapid.SampledFrom([]string{"15m", "1s", "exponential(20m) at least 1m", "uniform(1m; 2h)"}).Draw(t, "handoff"))
	b.WriteString("  departments:\n")
	for d := range departments {
		fmt.Fprintf(&b, "    d%d: {staff: %d, order: %s}\n", d, rapid.IntRange(0, 9).Draw(t, "staff"), rapid.SampledFrom(disciplineNames).Draw(t, "order"))
	}
	b.WriteString("  systems: {s: {run-by: d0}}\n")
	b.WriteString("  stocks: {k: {at: d0, start: 10, reorder: {at: 5, quantity: 7, by: refill}}}\n  flows:\n")
	b.WriteString("    refill: {steps: {bring: {by: d0, wait: 2h, gives: {k: ordered}}}}\n")
	flows := rapid.IntRange(1, 3).Draw(t, "flows")
	for f := range flows {
		fmt.Fprintf(&b, "    f%d:\n      for: people\n      steps:\n", f)
		w := stepWriter{t: t, b: &b, departments: departments}
		w.sequence(rapid.IntRange(1, 5).Draw(t, "length"), "")
		w.step("last", w.after, "takes: {k: 1}, by0: true")
	}
	b.WriteString("  customers:\n    people:\n      promise: 3 days\n      orders:\n")
	for f := range flows {
		fmt.Fprintf(&b, "        f%d: %s\n", f, rapid.SampledFrom([]string{"3 per day", "every 20m", "1 per hour", "{every: gamma(mean 40m; cv 2)}", "9 per calendar day"}).Draw(t, "demand"))
	}
	b.WriteString("run: {from: 2026-01-05, for: 20 days, warm-up: 2 days, replications: 2}\n")
	return b.String()
}

// stepWriter writes the steps of one flow; after is what the next one follows.
type stepWriter struct {
	t           *rapid.T
	b           *strings.Builder
	departments int
	count       int
	after       string
}

func (w *stepWriter) name() string {
	w.count++
	return fmt.Sprintf("p%d", w.count)
}

func (w *stepWriter) step(name, after, more string) {
	by := rapid.IntRange(0, w.departments-1).Draw(w.t, "by")
	if strings.Contains(more, "by0: true") {
		by, more = 0, strings.TrimSuffix(more, ", by0: true")
	}
	work := rapid.SampledFrom([]string{"5m", "exponential(3m)", "{usual: 4m, nine-in-ten: 20m}", "0m", "pert(1m; 2m; 9m)"}).Draw(w.t, "work")
	fmt.Fprintf(w.b, "        %s: {by: d%d, work: %s", name, by, work)
	if after != "" {
		fmt.Fprintf(w.b, ", after: %s", after)
	}
	if more != "" {
		fmt.Fprintf(w.b, ", %s", more)
	}
	w.b.WriteString("}\n")
}

// sequence writes some blocks one after the other.
func (w *stepWriter) sequence(length int, after string) {
	w.after = after
	for range length {
		switch rapid.IntRange(0, 4).Draw(w.t, "block") {
		case 0: // a choice that comes together again
			c, x, y := w.name(), w.name(), w.name()
			w.step(c, w.after, "then: {left: 30 %, right: rest}")
			w.step(x, c+".left", "")
			w.step(y, c+".right", "errors: 5 %")
			w.after = x + " or " + y
		case 1: // a parallel part
			s := w.name()
			w.step(s, w.after, "needs: s")
			var ends []string
			for range rapid.IntRange(2, 3).Draw(w.t, "branches") {
				first := w.name()
				w.step(first, s, "")
				if rapid.Bool().Draw(w.t, "longer") {
					second := w.name()
					w.step(second, first, "finds: 50 %, back-to: "+first)
					first = second
				}
				ends = append(ends, first)
			}
			j := w.name()
			w.step(j, "["+strings.Join(ends, ", ")+"]", "")
			w.after = j
		case 2: // a loop
			s := w.name()
			w.step(s, w.after, "then: {again: 20 %, good: 80 %}")
			r := w.name()
			w.step(r, s+".again", "then: "+s)
			w.after = s + ".good"
		default:
			s := w.name()
			w.step(s, w.after, "errors: 3 %")
			w.after = s
		}
	}
}

// TestRandomValidOrganisationsBuild: whatever is put together of plain steps,
// choices, parallel parts and loops is accepted, and becomes a sound model.
func TestRandomValidOrganisationsBuild(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := organisationText(rt)
		file := opened{name: "random", display: "random.yaml", shipped: true, text: []byte(text)}
		s, err := file.load(Options{})
		if err != nil {
			rt.Fatalf("%v\n%s", err, text)
		}
		checkModel(t, s.Model)
		for _, f := range s.org.flows {
			for i, v := range f.visits() {
				if v <= 0 || v > maxVisits {
					rt.Fatalf("step %s is visited %g times\n%s", f.steps[i].name, v, text)
				}
			}
		}
		if _, err := file.check(); err != nil {
			rt.Fatalf("check: %v", err)
		}
	})
}
