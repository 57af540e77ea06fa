package scenarios

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"ripple/sim"
)

// FuzzLoad: whatever stands in a file, loading it neither panics nor takes
// long, gives either a whole model or diagnostics, and never both.
func FuzzLoad(f *testing.F) {
	for _, pattern := range []string{"library/*.yaml", "testdata/*.yaml", "testdata/broken/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 64<<10 {
			return
		}
		begun := time.Now()
		file := opened{name: "fuzz", display: "fuzz.yaml", shipped: true, text: text}
		s, err := file.load(Options{})
		if err == nil {
			checkModel(t, s.Model)
		} else {
			onlyDiagnostics(t, err)
		}
		if _, err := file.check(); err != nil {
			onlyDiagnostics(t, err)
		}
		if taken := time.Since(begun); taken > 20*time.Second {
			t.Fatalf("reading took %v", taken)
		}
	})
}

func onlyDiagnostics(t *testing.T, err error) {
	t.Helper()
	var d Diagnostics
	if !errors.As(err, &d) || len(d) == 0 || len(d) > maxDiagnostics+1 || err.Error() == "" {
		t.Fatalf("not diagnostics: %v", err)
	}
}

// checkModel asserts what the engine relies on.
func checkModel(t *testing.T, m *sim.Model) {
	t.Helper()
	in := func(what string, i, n int) {
		t.Helper()
		if i < 0 || i >= n {
			t.Fatalf("%s %d of %d", what, i, n)
		}
	}
	if m.From < 0 || m.Until <= m.From || m.End < m.Until || m.Handoff < 1 || m.Replications < 1 {
		t.Fatalf("times %d %d %d, handoff %d, replications %d", m.From, m.Until, m.End, m.Handoff, m.Replications)
	}
	for i, c := range m.Calendars {
		if c.Days[0] > 0 || c.Days[len(c.Days)-1] < m.End {
			t.Fatalf("calendar %d does not cover the run", i)
		}
	}
	if len(m.Dates) != len(m.Calendars[0].WorkingDay) {
		t.Fatalf("%d dates for %d days", len(m.Dates), len(m.Calendars[0].WorkingDay))
	}
	if m.Calendars[0].Days[m.FirstDay] != m.From {
		t.Fatalf("day 1 begins at %d, not %d", m.Calendars[0].Days[m.FirstDay], m.From)
	}
	for _, d := range m.Departments {
		for _, team := range d.Teams {
			in("calendar", team.Calendar, len(m.Calendars))
			for _, s := range team.Shifts {
				in("calendar", s.Calendar, len(m.Calendars))
			}
			if team.Staff < 0 || team.Available < 0 || team.Available > 1 {
				t.Fatalf("team %s has %d people, of whom %g are at work", team.Name, team.Staff, team.Available)
			}
			for _, a := range team.Absences {
				if a.From < 0 || a.To <= a.From || a.Share < 0 || a.Share > 1 {
					t.Fatalf("team %s is absent from %d to %d but for %g", team.Name, a.From, a.To, a.Share)
				}
			}
		}
	}
	for i := range m.Steps {
		checkStep(t, m, i, in)
	}
	for i := range m.Stocks {
		checkStock(t, m, i, in)
	}
	for _, s := range m.Streams {
		in("flow", s.Flow, len(m.Flows))
		in("segment", s.Segment, len(m.Segments))
		in("calendar", s.Calendar, len(m.Calendars))
		if s.Surge >= 0 {
			in("effect", s.Surge, len(m.Effects))
		}
		if mean := s.Gap.Mean(); !s.Gap.IsZero() && !(mean >= 1) {
			t.Fatalf("stream %s has gaps of mean %g", s.Name, mean)
		}
	}
	for _, e := range m.Effects {
		if len(e.Arms) != len(m.Arms) || e.Arms[sim.Baseline] || (!e.Response && !e.Arms[sim.DoNothing]) {
			t.Fatalf("effect %s is in arms %v", e.Name, e.Arms)
		}
		for _, c := range e.Changes {
			checkChange(t, m, c, in)
		}
	}
}

func checkStep(t *testing.T, m *sim.Model, i int, in func(string, int, int)) {
	t.Helper()
	s := &m.Steps[i]
	in("department", s.Department, len(m.Departments))
	in("team", s.Team, len(m.Departments[s.Department].Teams))
	in("flow", s.Flow, len(m.Flows))
	for _, k := range s.Needs {
		in("system", k, len(m.Systems))
	}
	for _, a := range s.Takes {
		in("stock", a.Stock, len(m.Stocks))
		if m.Stocks[a.Stock].Department != s.Department {
			t.Fatalf("step %s takes from another department", s.Name)
		}
	}
	sum, conditions := 0.0, 0
	edges := []sim.Edge{}
	for _, o := range s.Outcomes {
		sum += o.Chance
		if o.If != nil {
			conditions++
		}
		edges = append(edges, o.Next...)
		if len(o.Next) == 0 {
			t.Fatalf("outcome %q of %s leads nowhere", o.Name, s.Name)
		}
	}
	if conditions < len(s.Outcomes) && (sum < 1-1e-6 || sum > 1+1e-6) {
		t.Fatalf("chances of %s add up to %g", s.Name, sum)
	}
	if s.Finds > 0 {
		in("step", s.BackTo.To, len(m.Steps))
		edges = append(edges, s.BackTo)
	}
	for k := range edges {
		edges[k].Each(func(e *sim.Edge) {
			if e.To >= 0 {
				in("step", e.To, len(m.Steps))
				if e.To <= i && !e.Back {
					t.Fatalf("the way from %s to %s leads back and is not marked", s.Name, m.Steps[e.To].Name)
				}
				if w := m.Steps[e.To].Whichever; (w != nil) != (len(e.Others) > 0) || w != nil && len(w.Steps) != len(e.Others)+1 {
					t.Fatalf("the way from %s to %s does not lead to all that do the same", s.Name, m.Steps[e.To].Name)
				}
				if (m.Steps[e.To].Need != nil) != (len(e.Instead) > 0) {
					t.Fatalf("the way from %s to %s does not say what follows", s.Name, m.Steps[e.To].Name)
				}
			}
			if (e.To < 0 || m.Steps[e.To].Department != s.Department) && e.Handoff.Min() < 1 {
				t.Fatalf("the way out of %s takes no time", s.Name)
			}
		})
	}
}

func checkStock(t *testing.T, m *sim.Model, i int, in func(string, int, int)) {
	t.Helper()
	k := &m.Stocks[i]
	in("department", k.Department, len(m.Departments))
	for _, rule := range k.Reorders {
		sum := 0.0
		for _, x := range rule.Sources {
			sum += x.Share
			if x.Flow >= 0 {
				in("flow", x.Flow, len(m.Flows))
			} else {
				in("supplier", x.Supplier, len(m.Suppliers))
			}
		}
		if sum < 1-1e-6 || sum > 1+1e-6 {
			t.Fatalf("shares of the sources of %s add up to %g", k.Name, sum)
		}
	}
	for _, s := range k.Substitutes {
		in("stock", s, len(m.Stocks))
		if m.Stocks[s].Department != k.Department {
			t.Fatalf("%s is replaced by what lies elsewhere", k.Name)
		}
	}
}

func checkChange(t *testing.T, m *sim.Model, c sim.Change, in func(string, int, int)) {
	t.Helper()
	switch c.Param {
	case sim.ParamStaff, sim.ParamHours, sim.ParamDiscipline, sim.ParamRoster:
		in("department", c.Target, len(m.Departments))
		in("team", c.Index, len(m.Departments[c.Target].Teams))
		in("calendar", c.Calendar, len(m.Calendars))
		for _, s := range c.Shifts {
			in("calendar", s.Calendar, len(m.Calendars))
		}
	case sim.ParamLimit:
		in("department", c.Target, len(m.Departments))
		in("team", c.Index+1, len(m.Departments[c.Target].Teams)+1)
	case sim.ParamHold:
		in("department", c.Target, len(m.Departments))
	case sim.ParamLinkHold, sim.ParamTransitHold:
		in("department", c.Target, len(m.Departments))
		if c.Index != -1 {
			in("department", c.Index, len(m.Departments))
		}
	case sim.ParamTravel, sim.ParamPlaces, sim.ParamWork, sim.ParamWait, sim.ParamErrors, sim.ParamFinds, sim.ParamHandoff:
		in("step", c.Target, len(m.Steps))
	case sim.ParamChance:
		in("step", c.Target, len(m.Steps))
		in("outcome", c.Index, len(m.Steps[c.Target].Outcomes))
	case sim.ParamGuard:
		in("step", c.Target, len(m.Steps))
		in("outcome", c.Index, len(m.Steps[c.Target].Outcomes))
	case sim.ParamRoute:
		in("step", c.Target, len(m.Steps))
		in("alternative", c.Index, len(m.Steps[c.Target].Whichever.Shares))
	case sim.ParamOnlyIf, sim.ParamNeed, sim.ParamStepHold, sim.ParamBatch:
		in("step", c.Target, len(m.Steps))
	case sim.ParamDown, sim.ParamWorkaround:
		in("system", c.Target, len(m.Systems))
	case sim.ParamReceiptHold, sim.ParamStockLoss, sim.ParamStockGain:
		in("stock", c.Target, len(m.Stocks))
	case sim.ParamReorderAt, sim.ParamReorderQuantity:
		in("stock", c.Target, len(m.Stocks))
		in("rule", c.Index, len(m.Stocks[c.Target].Reorders))
	case sim.ParamShare:
		in("stock", c.Target, len(m.Stocks))
		in("rule", c.Index>>16, len(m.Stocks[c.Target].Reorders))
		in("source", c.Index&0xFFFF, len(m.Stocks[c.Target].Reorders[c.Index>>16].Sources))
	case sim.ParamAway, sim.ParamOrderHold, sim.ParamShipmentHold, sim.ParamDoorHold, sim.ParamLeadTime, sim.ParamDelivery, sim.ParamHurry, sim.ParamMinimum, sim.ParamPrice:
		in("supplier", c.Target, len(m.Suppliers))
	case sim.ParamDemand, sim.ParamPromise, sim.ParamPatience, sim.ParamValue:
		in("stream", c.Target, len(m.Streams))
	case sim.ParamPriority, sim.ParamExpedite:
		in("flow", c.Target, len(m.Flows))
	default:
		t.Fatalf("parameter %d is never changed", c.Param)
	}
}
