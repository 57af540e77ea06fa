package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"ripple/broker"
	"ripple/reporters"
	"ripple/reporters/export"
	"ripple/scenarios"
	"ripple/sim"

	"github.com/spf13/cobra"
)

// traceFlags are the flags of `ripple trace`.
type traceFlags struct {
	runFlags
	option, against string
	replication     int
	worst           int
	all             bool
}

func newTrace(e *env) *cobra.Command {
	var f traceFlags
	c := &cobra.Command{
		Use:   "trace SCENARIO [ORDER…]",
		Short: "follow single orders through the organisation, with and without",
		Long: `Follow single orders through the organisation, in two cases side by side: where each
was when, what it waited for, and where its time went. An order is named as events name
it: consumers-123. ripple help trace says how to read it.`,
		Example: `  ripple trace procurement-slip --worst 1
  ripple trace procurement-slip consumers-4025 --replication 3
  ripple trace procurement-slip consumers-4025 --option expedite --against do-nothing
  ripple trace procurement-slip --all --format ocel --out events.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("ripple trace procurement-slip --worst 1 follows the order that lost most", "trace needs a scenario")
			}
			return nil
		},
		ValidArgsFunction: completeNames,
		RunE: func(c *cobra.Command, args []string) error {
			return f.run(e, c, args)
		},
	}
	f.register(c)
	f.bus.registerServer(c)
	flags := c.Flags()
	flags.Lookup("format").Usage = "table, markdown or json, or for other programs ocel or otlp (default: by the ending of --out, or table)"
	flags.StringVar(&f.option, "option", "do-nothing", "the `option` to look at")
	flags.StringVar(&f.against, "against", "baseline", "the `option` to compare it with")
	flags.IntVar(&f.replication, "replication", 1, "in which replication to look, from 1 (with --worst: in all, unless given)")
	flags.IntVar(&f.worst, "worst", 0, "follow the `orders` that lost most time, so many")
	flags.BoolVar(&f.all, "all", false, "all that happens in one replication of the option, with --format ocel or otlp")
	return c
}

func (f *traceFlags) run(e *env, c *cobra.Command, args []string) error {
	load, err := f.loadOptions(c)
	if err != nil {
		return err
	}
	format, err := f.traceFormat(e)
	if err != nil {
		return err
	}
	bus, err := f.bus.options(e)
	if err != nil {
		return err
	}
	switch orders := args[1:]; {
	case len(orders) > 0 && f.worst > 0:
		return usage("ripple trace "+args[0]+" --worst 3 chooses orders itself", "--worst chooses the orders: name none")
	case c.Flags().Changed("worst") && f.worst < 1:
		return usage("--worst 3 follows the three that lost most", "%d orders make no trace", f.worst)
	case f.all && format.write != nil:
		return usage("ripple trace "+args[0]+" --all --format ocel --out events.json", "all orders are too many to read: --all is for --format ocel or otlp")
	case f.all && (len(orders) > 0 || f.worst > 0):
		return usage("leave --all away, or name no orders", "--all is all orders")
	case len(orders) == 0 && f.worst == 0 && !f.all:
		return usage("name one, such as consumers-123, or let --worst 1 choose", "trace needs an order")
	case f.replication < 1:
		return usage("replications are counted from 1", "there is no replication %d", f.replication)
	}
	replications := 1
	if f.worst > 0 && format.write != nil && !c.Flags().Changed("replication") {
		replications = 0 // all of them
	}
	return (&tracer{runner{env: e, flags: &f.runFlags, load: load, bus: bus}, f, format, replications}).trace(args[0], args[1:])
}

// traceFormat is one way to write a trace: for people, or the world it is of for
// other programs.
type traceFormat struct {
	name  string
	write reporters.TraceWriter
	world func(io.Writer, *export.World) error
}

// traceFormats are what --format knows here.
var traceFormats = []traceFormat{
	{name: "table", write: reporters.TraceTable},
	{name: "markdown", write: reporters.TraceMarkdown},
	{name: "json", write: reporters.TraceJSON},
	{name: "ocel", world: export.OCEL},
	{name: "otlp", world: export.OTLP},
}

// traceEndings are the formats that a file's name asks for.
var traceEndings = map[string]string{".json": "json", ".md": "markdown", ".markdown": "markdown", ".txt": "table", ".jsonocel": "ocel"}

func (f *traceFlags) traceFormat(e *env) (traceFormat, error) {
	var known []string
	name, err := f.output.chosen(traceEndings)
	if err != nil {
		return traceFormat{}, err
	}
	for _, t := range traceFormats {
		known = append(known, t.name)
		if t.name != name {
			continue
		}
		if name == "table" && f.output.path == "" && e.colour() {
			t.write = reporters.TraceColourTable
		}
		return t, nil
	}
	hint := didYouMean(name, known)
	if hint == "" {
		hint = "formats of a trace are " + strings.Join(known, ", ")
	}
	return traceFormat{}, usage(hint, "a trace has no format %q", name)
}

// tracer follows orders of one scenario.
type tracer struct {
	runner
	flags  *traceFlags
	format traceFormat
	// replications is how many to look in; 0: all that the scenario has.
	replications int
}

func (t *tracer) trace(name string, orders []string) error {
	s, err := scenarios.Load(name, t.load)
	if err != nil {
		return badFile(err)
	}
	for _, order := range orders {
		if _, err := s.Model.ParseName(order); err != nil {
			return nameProblem(err)
		}
	}
	m, follow, err := t.flags.follow(s.Model, orders)
	if err != nil {
		return err
	}
	options := sim.Options{Follow: &follow, Groups: 2, Batch: 8, Replications: s.Model.Replications}
	if t.replications > 0 {
		options.First, options.Replications = t.flags.replication-1, t.replications
	}
	var happened happenings
	if t.format.world != nil {
		options.Events, options.Watch = happened.tell, sim.Watch{Arm: follow.Arms[0], Replication: options.First}
		options.EarlyFork = true // or nothing is told from before the first inject
	}
	return t.producing([]string{name}, func(ctx context.Context, bus *broker.Broker, w io.Writer) error {
		began := t.Now()
		bar := t.progress(s.Model.Name)
		options.Progress = bar.set
		result, err := sim.Run(ctx, m, bus, options)
		bar.clear()
		if err != nil {
			return t.stopped(&unfinished{err, bar.done()}, []string{name}, 0)
		}
		if err := t.found(result, orders); err != nil {
			return err
		}
		if t.format.world != nil {
			world := export.New(result, follow, t.flags.all)
			world.Ripple, world.Start, world.Happenings = t.Version, s.Start, happened.sorted()
			err = t.format.world(w, world)
		} else {
			var trace *reporters.Trace
			trace, err = reporters.NewTrace(result, follow, reporters.About{Ripple: t.Version, Go: t.Go, Next: t.next(name, orders)})
			if err == nil {
				err = t.format.write(w, trace)
			}
		}
		if err != nil {
			return fmt.Errorf("write the trace: %w", err)
		}
		t.note("%s: %d replications of 2 options in %s", s.Model.Name, result.Replications, t.Now().Sub(began).Round(100*time.Millisecond))
		return nil
	})
}

// follow is what to ask the engine for, of a model with the arms that it takes.
func (f *traceFlags) follow(m *sim.Model, orders []string) (*sim.Model, sim.Follow, error) {
	var arms []int
	for _, option := range []string{f.option, f.against} {
		i, err := armNamed(m, option)
		if err != nil {
			return nil, sim.Follow{}, err
		}
		arms = append(arms, i)
	}
	if arms[0] == arms[1] {
		return nil, sim.Follow{}, usage("name two of "+strings.Join(armNames(m), ", ")+" with --option and --against", "%s is compared with itself", f.option)
	}
	narrow := m.Narrowed(arms...)
	follow := sim.Follow{Names: orders, Worst: f.worst}
	for _, arm := range arms {
		follow.Arms = append(follow.Arms, slices.IndexFunc(narrow.Arms, func(a sim.Arm) bool { return a.Name == m.Arms[arm].Name }))
	}
	return narrow, follow, nil
}

// found tells which of the orders asked for is in neither case.
func (t *tracer) found(r *sim.Result, orders []string) error {
	m := r.Model
	for _, order := range orders {
		seen := false
		for i := range r.Journeys {
			for _, p := range r.Journeys[i].Orders {
				for k := range p.Arms {
					seen = seen || p.Arms[k].End != sim.JourneyNever && m.ItemName(p.Arms[k].Flow, p.Item) == order
				}
			}
		}
		if seen {
			continue
		}
		hint := "names are those of ripple run --record; --worst 3 chooses orders that lost most"
		for s := range m.Streams {
			begins, n := m.Streams[s].Name, r.Journeys[0].Numbers[s]
			if strings.HasPrefix(order, begins+"-") && n > 0 {
				hint = fmt.Sprintf("%s has orders from %s-0 to %s-%d, not all of which are placed", begins, begins, begins, n-1)
			}
		}
		return usage(hint, "there is no %s in replication %d, neither with %s nor with %s", order, t.flags.replication, t.flags.option, t.flags.against)
	}
	return nil
}

// nameProblem says how orders are named.
func nameProblem(err error) error {
	var bad *sim.NameError
	if !errors.As(err, &bad) {
		return err
	}
	hint := ""
	if bad.Begins != "" {
		hint = didYouMean(bad.Begins, bad.Known)
	}
	if hint == "" {
		some := bad.Known[:min(len(bad.Known), 6)]
		hint = fmt.Sprintf("names are like %s-123; they begin with %s", some[0], strings.Join(some, ", "))
		if len(some) < len(bad.Known) {
			hint += " …"
		}
	}
	return usage(hint, "%w", err)
}

// next are worth running after a trace.
func (t *tracer) next(name string, orders []string) []string {
	shell := shellQuoted(name)
	more := [][2]string{
		{"ripple run " + shell, "for what it does to all customers"},
		{"ripple help trace", "for what the tables say"},
	}
	if len(orders) > 0 {
		more = append([][2]string{{fmt.Sprintf("ripple trace %s --worst 3", shell), "for the orders that lost most"}}, more...)
	}
	return explained(more)
}
