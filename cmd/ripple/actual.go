package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"ripple/broker"
	"ripple/reporters"
	"ripple/scenarios"
	"ripple/sim"

	"github.com/spf13/cobra"
)

// actualFlags say how `ripple check` plays a model as it is.
type actualFlags struct {
	replications int
	period       string
	never, quiet bool
}

// briefly is how often it is played unless somebody says so.
const briefly = 6

func (f *actualFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.BoolVar(&f.never, "no-run", false, "run nothing, also where `actual` says what really happened")
	flags.Lookup("no-run").NoOptDefVal = "true"
	flags.IntVar(&f.replications, "replications", briefly, "how many `times` to play it, to hold it against `actual`")
	flags.StringVar(&f.period, "for", "", "how `long`, such as \"120 days\" (default: 60 days at most)")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no notes and no progress")
}

// stated hands what really happened over to the reporters.
func stated(all []scenarios.Stated) []reporters.Stated {
	var out []reporters.Stated
	for _, x := range all {
		out = append(out, reporters.Stated(x))
	}
	return out
}

// held plays a scenario or an organisation as it is and holds it against what is
// stated.
func (f *actualFlags) held(e *env, name string) (*reporters.Report, error) {
	if f.replications < 1 {
		return nil, usage("use --no-run to run nothing", "%d replications make no result", f.replications)
	}
	s, err := scenarios.AsItIs(name, scenarios.Options{Replications: f.replications, For: f.period})
	if err != nil {
		return nil, badFile(err)
	}
	r := &runner{env: e, flags: &runFlags{quiet: f.quiet}}
	ctx, stop := e.Interruptible()
	defer stop()
	bus, err := broker.Start(ctx, broker.Options{})
	if err != nil {
		return nil, fmt.Errorf("start the bus: %w", err)
	}
	defer bus.Close()
	began := e.Now()
	bar := r.progress("as it is")
	result, err := sim.Run(ctx, s.Model, bus, sim.Options{Groups: 2, Progress: bar.set})
	bar.clear()
	if errors.Is(err, context.Canceled) {
		return nil, &problem{errors.New("interrupted"), "ripple check --no-run plays nothing", exitFailed}
	}
	if err != nil {
		return nil, fmt.Errorf("play %s as it is: %w", name, err)
	}
	r.note("%s: played %d times as it is, in %s, to hold it against `actual` (--no-run leaves that out)",
		s.Model.Name, result.Replications, e.Now().Sub(began).Round(100*time.Millisecond))
	return reporters.HoldAgainst(result, stated(s.Actual))
}

// actual shows what is stated against what is simulated.
func (c *checked) actual(w io.Writer) {
	if c.held == nil {
		return
	}
	for i, row := range c.held.StatedTable() {
		if row[0] == "" {
			row[0] = "what really happened"
		}
		if i == 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", row[0], row[1], row[2], row[3])
	}
	for _, line := range c.held.StatedNotes() {
		fmt.Fprintln(w, line)
	}
}
