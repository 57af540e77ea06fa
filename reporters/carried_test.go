package reporters

import (
	"math"
	"strings"
	"testing"

	"ripple/sim"
)

// TestSecondAccountAddsUp: in every option what enters a department and is added there
// is passed on or absorbed, what reaches the customers is the ledger's total, and the kinds of
// customer add up to the departments; in what is printed, too.
func TestSecondAccountAddsUp(t *testing.T) {
	r := reported(t, 10)
	close := func(a, b float64) bool { return math.Abs(a-b) <= 1e-6*max(1, math.Abs(a)) }
	for i := range r.Options[1:] {
		o := &r.Options[i+1]
		for _, row := range o.Carried.Departments {
			if !close(row.Entered.Mean+row.Added.Mean, row.PassedOn.Mean+row.Absorbed.Mean) {
				t.Errorf("%s, %s: %v entered, %v added, %v absorbed, %v passed on", o.Name, row.Name, row.Entered.Mean, row.Added.Mean, row.Absorbed.Mean, row.PassedOn.Mean)
			}
			var all CarriedParts
			for _, p := range row.Segments {
				all.Entered, all.Added, all.Absorbed, all.PassedOn = all.Entered+p.Entered, all.Added+p.Added, all.Absorbed+p.Absorbed, all.PassedOn+p.PassedOn
			}
			if !close(all.Entered, row.Entered.Mean) || !close(all.Added, row.Added.Mean) || !close(all.Absorbed, row.Absorbed.Mean) || !close(all.PassedOn, row.PassedOn.Mean) {
				t.Errorf("%s, %s: by kind of customer %+v", o.Name, row.Name, all)
			}
		}
		if a := o.Carried; !close(a.Reached.Mean, o.Ledger.Total.Mean) || !close(a.Reached.Mean, a.Spared.Mean+a.Overdue.Mean) {
			t.Errorf("%s: %v reached customers, %v spared, %v overdue; the ledger says %v", o.Name, a.Reached.Mean, a.Spared.Mean, a.Overdue.Mean, o.Ledger.Total.Mean)
		}
		for _, cells := range (layout{r, formatter{}}).carried(o)[0].table.rows {
			if n := wholeNumbers(t, cells[1:5]); n[0]+n[1] != n[2]+n[3] {
				t.Errorf("%s prints %v", o.Name, cells)
			}
		}
	}
}

// wholeNumbers reads printed hours; nothing is 0.
func wholeNumbers(t *testing.T, cells []cell) []float64 {
	t.Helper()
	n := make([]float64, len(cells))
	for i, c := range cells {
		for _, digit := range strings.TrimLeft(c.text, minus) {
			if digit != ',' {
				n[i] = 10*n[i] + float64(digit-'0')
			}
		}
		if strings.HasPrefix(c.text, minus) {
			n[i] = -n[i]
		}
	}
	return n
}

// TestSlackThatAbsorbsAllIsSaid: what procurement added, manufacturing had to spare: the
// opening says that none of it reached a customer, and where it was absorbed.
func TestSlackThatAbsorbsAllIsSaid(t *testing.T) {
	text := toldOf(t, 10, func(result *sim.Result) {
		for _, worlds := range result.Worlds {
			calm := worlds[sim.Baseline]
			for arm := range worlds {
				w := &worlds[arm]
				w.Segments, w.Departments = calm.Segments, calm.Departments
				for against := range w.Against {
					for s := range w.Carried[against] {
						w.Against[against][s] = sim.Pairs{Both: w.Against[against][s].Both}
						w.Carried[against][s] = make([]sim.Carried, 4)
						if arm == sim.DoNothing && s == 0 && against == sim.Baseline {
							const late = 100 * 3_600_000
							w.Carried[against][s][1].Changed[sim.CauseHeld] = late
							w.Carried[against][s][1].PassedOn = late
							w.Carried[against][s][2].Entered = late
							w.Carried[against][s][2].Changed[sim.CauseStaff] = -late
						}
					}
				}
			}
		}
	})
	for _, want := range []string{
		"Customers notice", "Of the 100 h that departments added to orders, manufacturing absorbed 100 h", "most by its stock of work, in which orders would have waited anyhow", "None of it reached a customer.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said in:\n%s", want, text)
		}
	}
}

// TestWhatIsWaitedForSaysWhatWasAbsorbed: parts that came 10 hours later, of which the longest
// wait grew by 4, and such as nobody waited for.
func TestWhatIsWaitedForSaysWhatWasAbsorbed(t *testing.T) {
	result := synthetic(10)
	result.Model.Flows = append(result.Model.Flows, sim.Flow{Name: "parts", Segment: -1}, sim.Flow{Name: "boxes", Segment: -1})
	const hour = 3_600_000
	n := len(result.Model.Flows)
	for _, worlds := range result.Worlds {
		worlds[sim.DoNothing].Buffered[sim.Baseline] = make([]sim.Buffered, n)
		worlds[sim.DoNothing].Buffered[sim.Baseline][n-2] = sim.Buffered{Items: 3, Late: 10 * hour, PassedOn: 4 * hour}
		worlds[sim.DoNothing].Buffered[sim.Baseline][n-1] = sim.Buffered{Items: 2, Late: 5 * hour}
	}
	r, err := New(result, about)
	if err != nil {
		t.Fatal(err)
	}
	lines := (layout{r, formatter{}}).buffers(r.DoNothing().Carried)
	want := []string{
		"parts came 10 h late in all (3 of them): 6 h (6 to 6) were absorbed before anyone waited for them, 4 h passed on to whoever waited longest.",
		"boxes came 5 h late in all (2 of them): all of it was absorbed before anyone waited for them.",
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s", strings.Join(lines, "\n"))
	}
}
