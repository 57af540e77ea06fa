package scenarios

import (
	"fmt"
	"os"
	"ripple/broker"
	"ripple/sim"
	"strconv"
	"testing"
	"time"
)

func TestZZRun(t *testing.T) {
	name := os.Getenv("SC")
	if name == "" {
		t.Skip()
	}
	reps, _ := strconv.Atoi(os.Getenv("REPS"))
	o := Options{Replications: reps, For: os.Getenv("FOR")}
	if v := os.Getenv("SEED"); v != "" {
		n, _ := strconv.ParseUint(v, 10, 64)
		o.Seed = &n
	}
	s, err := Load(name, o)
	if err != nil {
		t.Fatal(err)
	}
	b, err := broker.Start(t.Context(), broker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	st := &sim.Statistics{}
	t0 := time.Now()
	r, err := sim.Run(t.Context(), s.Model, b, sim.Options{Statistics: st, Trace: os.Getenv("TRACE") != "", Groups: 1, EarlyFork: os.Getenv("EARLY") != ""})
	if err != nil {
		t.Fatal(err)
	}
	d := time.Since(t0)
	fmt.Printf("%v: %d steps, %.2fM steps/s, rounds %d\n", d.Round(time.Millisecond), st.Steps, float64(st.Steps)/d.Seconds()/1e6, st.Rounds)
	m := s.Model
	for a := range m.Arms {
		fmt.Println("==", m.Arms[a].Name)
		for sg := range m.Segments {
			var x sim.SegmentResult
			var per []float64
			for rep := range r.Worlds {
				w := r.Worlds[rep][a].Segments[sg]
				x.Orders += w.Orders
				x.Delivered += w.Delivered
				x.OnTime += w.OnTime
				x.Late += w.Late
				x.Lost += w.Lost
				x.Unfinished += w.Unfinished
				x.Defective += w.Defective
				x.Left += w.Left
				x.LeadTime += w.LeadTime
				x.Revenue += w.Revenue
				per = append(per, float64(w.OnTime)/float64(w.Orders))
				_ = per
			}
			n := float64(len(r.Worlds))
			O := float64(x.Orders)
			fmt.Printf("  %-12s orders %7.1f ontime %5.1f%% lost %5.2f%% unfin %5.2f%% defect %4.1f%% left %5.1f lead %6.1fh rev %9.0f\n", m.Segments[sg].Name, O/n, 100*float64(x.OnTime)/O, 100*float64(x.Lost)/O, 100*float64(x.Unfinished)/O, 100*float64(x.Defective)/O, float64(x.Left)/n, float64(x.LeadTime)/float64(x.Delivered)/3.6e6, float64(x.Revenue)/100/n)
		}
		if a < 2 || os.Getenv("DEPT") != "" {
			for dd := range m.Departments {
				var busy, cap_, wait, steps float64
				var pay, peak float64
				for rep := range r.Worlds {
					w := r.Worlds[rep][a].Departments[dd]
					busy += float64(w.Busy)
					cap_ += float64(w.Capacity)
					wait += float64(w.Waited)
					steps += float64(w.Steps)
					pay += float64(w.PayCents)
					for _, q := range w.Backlog {
						if v := float64(q) / 86.4e6; v > peak {
							peak = v
						}
					}
				}
				fmt.Printf("     %-18s util %5.1f%% wait %5.2fh steps %8.0f peak %6.0f pay %.0f\n", m.Departments[dd].Name, 100*busy/cap_, wait/steps/3.6e6, steps/float64(len(r.Worlds)), peak, pay/100/float64(len(r.Worlds)))
			}
		}
		var cost float64
		for rep := range r.Worlds {
			cost += float64(r.Worlds[rep][a].Cost) / 100
		}
		fmt.Printf("  cost %.0f\n", cost/float64(len(r.Worlds)))
	}
}
