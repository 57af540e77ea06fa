package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"ripple/broker"
	"ripple/reporters"
	"ripple/scenarios"
	"ripple/sim"

	"github.com/spf13/cobra"
)

// matrixFlags are the flags of `ripple matrix` beside those of every run.
type matrixFlags struct {
	runFlags
	hit, size, lasts, at string
	allLinks             bool
}

func newMatrix(e *env) *cobra.Command {
	var f matrixFlags
	c := &cobra.Command{
		Use:   "matrix ORGANISATION",
		Short: "hit every department, system, supplier and link in turn: who hurts customers most",
		Long: `Hit every department, system, supplier and link of an organisation in turn with the same
trouble, and rank them by what it does to customers: how soon they feel it, how long it
takes to recover, and where inside it is felt. All are played in one run, against the
same days without trouble. A scenario may be named instead of an organisation: its run
(from, for, warm-up, replications, seed) is taken, and what goes wrong in it left out.
ripple help matrix says how to read it.`,
		Example: `  ripple matrix harbour-medical
  ripple matrix harbour-medical --hit slowdown --size "30 %" --lasts "20 working days"
  ripple matrix mine.yaml --size "1 working day" --at "day 8 09:00"
  ripple matrix mine.yaml --out matrix.html`,
		Args:              exactly(1, "one organisation or scenario"),
		ValidArgsFunction: completeNames,
		RunE: func(c *cobra.Command, args []string) error {
			r, err := f.runner(e, c)
			if err != nil {
				return err
			}
			if r.format.matrix == nil {
				return usage("formats of a matrix are "+strings.Join(matrixFormats(), ", "), "a matrix is not written as %s", r.format.name)
			}
			return r.matrix(args[0], scenarios.MatrixOptions{Options: r.load, Hit: f.hit, Size: f.size, Lasts: f.lasts, At: f.at, AllLinks: f.allLinks})
		},
	}
	f.register(c)
	flags := c.Flags()
	flags.StringVar(&f.hit, "hit", "", "what everything is hit with: outage, slip, slowdown or absence (default outage)")
	flags.StringVar(&f.size, "size", "", "how `much`: of an outage how long, of a slip by how long, of a slowdown or an absence a share (default: said in the result)")
	flags.StringVar(&f.lasts, "lasts", "", "how `long` a slip, slowdown or absence lasts (default: said in the result)")
	flags.StringVar(&f.at, "at", "", "`when`, such as \"day 8 09:00\" (default: the first working day after a week)")
	flags.BoolVar(&f.allLinks, "all-links", false, "hit links too that carry less than one item a week")
	f.bus.registerServer(c)
	_ = c.RegisterFlagCompletionFunc("hit", cobra.FixedCompletions(scenarios.Hits(), cobra.ShellCompDirectiveNoFileComp))
	return c
}

// matrixWorlds is how many worlds a batch of a matrix has: half the usual, since
// two batches of a big organisation side by side would need more than 1 GiB.
const matrixWorlds = 256

// matrixFormats are the formats that a matrix can have.
func matrixFormats() []string {
	var names []string
	for _, f := range formats {
		if f.matrix != nil {
			names = append(names, f.name)
		}
	}
	return names
}

// matrix hits everything in turn and writes who hurts customers most.
func (r *runner) matrix(name string, o scenarios.MatrixOptions) error {
	m, err := scenarios.LoadMatrix(name, o)
	if err != nil {
		return badFile(err)
	}
	for _, note := range m.Notes {
		r.note("%s", note)
	}
	return r.producing([]string{name}, func(ctx context.Context, bus *broker.Broker, w io.Writer) error {
		began := r.Now()
		bar := r.progress(m.Name)
		result, err := sim.Run(ctx, m.Model, bus, sim.Options{Groups: 2, Batch: max(1, matrixWorlds/len(m.Model.Arms)), Progress: bar.set})
		bar.clear()
		if err != nil {
			return r.stopped(&unfinished{err, bar.done()}, []string{name}, 0)
		}
		report, err := reporters.NewMatrix(result, targets(m.Targets), struck(m), reporters.About{
			Ripple: r.Version, Go: r.Go, Notes: m.Notes, Sources: sources(m.Scenario), Next: nextAfterMatrix(name, m),
		})
		if err != nil {
			return err
		}
		if err := r.format.matrix(w, report); err != nil {
			return fmt.Errorf("write the matrix of %s: %w", name, err)
		}
		r.note("%s: %d replications of %d hits in %s", m.Name, result.Replications, len(m.Targets),
			r.Now().Sub(began).Round(100*time.Millisecond))
		return nil
	})
}

// targets hands what was hit over to the reporters.
func targets(all []scenarios.Target) []reporters.Target {
	found := make([]reporters.Target, len(all))
	for i, t := range all {
		found[i] = reporters.Target{Kind: t.Kind, Name: t.Name, From: t.From, To: t.To}
	}
	return found
}

// struck says what everything was hit with.
func struck(m *scenarios.Matrix) reporters.Struck {
	day := reporters.Day{Number: m.Day}
	if i := m.Day - 1 + m.Model.FirstDay; i >= 0 && i < len(m.Model.Dates) {
		day.Date = m.Model.Dates[i]
	}
	return reporters.Struck{Hit: m.Hit, Phrase: m.Phrase, ForSuppliers: m.ForSuppliers, When: day, Standard: m.Standard, Spared: targets(m.Spared), Idle: targets(m.Idle)}
}

// nextAfterMatrix are commands worth running after a matrix.
func nextAfterMatrix(name string, m *scenarios.Matrix) []string {
	shell := shellQuoted(name)
	return explained([][2]string{
		{fmt.Sprintf("ripple matrix %s --replications %d", shell, 4*m.Model.Replications), "for narrower ranges"},
		{fmt.Sprintf("ripple matrix %s --hit slowdown", shell), "for another kind of trouble"},
		{fmt.Sprintf("ripple matrix %s --out matrix.html", shell), "for a page to show and to print"},
		{fmt.Sprintf("ripple matrix %s --out matrix.xlsx", shell), "for all rows and numbers"},
		{"ripple help matrix", "for how to read it"},
	})
}
