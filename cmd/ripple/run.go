package main

import (
	"context"
	"errors"
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

// runFlags are the flags of `ripple run`.
type runFlags struct {
	replications int
	seed         uint64
	period       string
	output       outputFlags
	quiet        bool
	bus          busFlags
	watch        watchFlags
}

func newRun(e *env) *cobra.Command {
	var f runFlags
	var shares bool
	c := &cobra.Command{
		Use:   "run SCENARIO…",
		Short: "run scenarios and show what they do to customers",
		Long: `Run scenarios: what each does to customers, how it ripples through the departments,
where the time was added, and what every option changes. A scenario is a file or
the name of a shipped one (ripple list).`,
		Example: `  ripple run procurement-slip
  ripple run mine.yaml --replications 400 --seed 3
  ripple run mine.yaml --out mine.html
  ripple run it-outage --shares
  ripple run mine.yaml --format json --out mine.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("ripple list shows the shipped ones; ripple run procurement-slip runs one", "run needs a scenario")
			}
			return nil
		},
		ValidArgsFunction: completeNames,
		RunE: func(c *cobra.Command, args []string) error {
			r, err := f.runner(e, c)
			if err != nil {
				return err
			}
			r.shares = shares
			return r.run(args)
		},
	}
	f.register(c)
	c.Flags().BoolVar(&shares, "shares", false, "say what each inject does alone and beside the others, and its share: plays every coalition of them")
	f.bus.register(c)
	f.watch.register(c)
	return c
}

// register takes the flags that every command which runs scenarios has.
func (f *runFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.IntVar(&f.replications, "replications", 0, "how many `times` to play it, each with other chance (default: as in the file)")
	flags.Uint64Var(&f.seed, "seed", 0, "`number` that chance is drawn from (default: as in the file)")
	flags.StringVar(&f.period, "for", "", "how `long` orders are counted, such as \"60 days\" (default: as in the file)")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no notes and no progress")
	f.output.register(c)
}

// loadOptions are the overrides that go into loading a scenario.
func (f *runFlags) loadOptions(c *cobra.Command) (scenarios.Options, error) {
	o := scenarios.Options{Replications: f.replications, For: f.period}
	if c.Flags().Changed("replications") && f.replications < 1 {
		return o, usage("use --replications 1 or more", "%d replications make no result", f.replications)
	}
	if c.Flags().Changed("seed") {
		o.Seed = &f.seed
	}
	return o, nil
}

// runner makes ready what every command that runs scenarios begins with.
func (f *runFlags) runner(e *env, c *cobra.Command) (*runner, error) {
	load, err := f.loadOptions(c)
	if err != nil {
		return nil, err
	}
	format, err := f.output.format()
	if err != nil {
		return nil, err
	}
	bus, err := f.bus.options(e)
	if err != nil {
		return nil, err
	}
	return &runner{env: e, flags: f, load: load, format: format, bus: bus}, nil
}

// runner runs scenarios one after another.
type runner struct {
	*env
	flags  *runFlags
	load   scenarios.Options
	format format
	bus    broker.Options
	// shares divides what goes wrong among the injects.
	shares bool
	// recorded is where events are written, nil when nobody asked.
	recorded file
}

func (r *runner) run(names []string) error {
	if r.format.single && len(names) > 1 {
		return usage("run them one by one, or set them side by side: ripple compare", "one %s file holds one scenario", r.format.name)
	}
	loaded, err := r.loadAll(names)
	if err != nil {
		return err
	}
	for _, s := range loaded {
		if _, err := r.flags.watch.arm(s.Model); err != nil {
			return err
		}
		if _, err := r.played(s); err != nil {
			return err
		}
	}
	if path := r.flags.watch.record; path != "" {
		if r.recorded, err = r.Create(path); err != nil {
			return &problem{fmt.Errorf("record events: %w", err), "name a file in a folder that exists, with --record", exitUsage}
		}
		defer r.recorded.Discard()
	}
	return r.producing(names, func(ctx context.Context, bus *broker.Broker, w io.Writer) error {
		var unmet []string
		for i, s := range loaded {
			verdicts, err := r.one(ctx, w, bus, names[i], s, i)
			if err != nil {
				return r.stopped(err, names, i)
			}
			unmet = append(unmet, verdicts...)
		}
		if r.recorded != nil {
			if err := r.recorded.Commit(); err != nil {
				return fmt.Errorf("record events: %w", err)
			}
		}
		if len(unmet) > 0 {
			return &unmetError{unmet}
		}
		return nil
	})
}

// producing starts the bus, and lets produce write the result of the scenarios
// or organisations named.
func (r *runner) producing(names []string, produce func(context.Context, *broker.Broker, io.Writer) error) error {
	ctx, stop := r.Interruptible()
	defer stop()
	bus, err := r.flags.bus.start(ctx, r.bus)
	if ctx.Err() != nil {
		return r.stopped(&unfinished{err: context.Canceled}, names, 0)
	}
	if err != nil {
		return err
	}
	defer bus.Close()
	r.flags.bus.announce(r, bus)
	return r.output(r.flags.output, func(w io.Writer) error { return produce(ctx, bus, w) })
}

// loadAll loads every scenario before any of them is run.
func (r *runner) loadAll(names []string) ([]*scenarios.Scenario, error) {
	loaded := make([]*scenarios.Scenario, len(names))
	for i, name := range names {
		s, err := scenarios.Load(name, r.load)
		if err != nil {
			return nil, badFile(err)
		}
		loaded[i] = s
	}
	return loaded, nil
}

// one runs one scenario and writes its report; it returns the expectations that failed.
func (r *runner) one(ctx context.Context, w io.Writer, bus *broker.Broker, name string, s *scenarios.Scenario, turn int) ([]string, error) {
	for _, note := range s.Notes {
		r.note("%s", note)
	}
	arm, err := r.flags.watch.arm(s.Model)
	if err != nil {
		return nil, err
	}
	model, err := r.played(s)
	if err != nil {
		return nil, err
	}
	began := r.Now()
	watched, err := r.watch(ctx, bus, r.runName(s.Model.Name, turn))
	if err != nil {
		return nil, err
	}
	bar := r.progress(s.Model.Name)
	options := sim.Options{Trace: true, Groups: 2, Progress: bar.set}
	if watched != nil {
		options.Events, options.Watch = watched.tell, sim.Watch{Arm: arm}
		options.EarlyFork = true // or nothing is told from before the first inject
	}
	result, err := sim.Run(ctx, model, bus, options)
	bar.clear()
	if err := watched.finish(err); err != nil {
		return nil, &unfinished{err, bar.done()}
	}
	report, err := reporters.New(result, reporters.About{
		Ripple: r.Version, Go: r.Go, Notes: s.Notes, Expect: expectations(s), Stated: stated(s.Actual), Sources: sources(s), Handoffs: s.Handoffs(), Next: nextCommands(name, s),
		Shares: r.shares,
	})
	if err != nil {
		return nil, err
	}
	if r.format.worst > 0 && !report.Quiet {
		trace, err := r.worst(ctx, bus, s, report.Hardest())
		if err != nil {
			return nil, &unfinished{err, 1}
		}
		report.Follow(trace, r.format.worst)
	}
	if turn > 0 && r.format.spaced {
		fmt.Fprintln(w)
	}
	if err := r.format.write(w, report); err != nil {
		return nil, fmt.Errorf("write the result of %s: %w", name, err)
	}
	r.note("%s: %d replications of %d options in %s", s.Model.Name, result.Replications, len(s.Model.Arms),
		r.Now().Sub(began).Round(100*time.Millisecond))
	return r.unmet(report.Verdicts, name+": "), nil
}

// worst follows orders that lost most in one replication, more than are shown:
// colleagues' orders are among them.
func (r *runner) worst(ctx context.Context, bus *broker.Broker, s *scenarios.Scenario, replication int) (*reporters.Trace, error) {
	const followed = 500
	follow := sim.Follow{Arms: []int{sim.DoNothing, sim.Baseline}, Worst: followed}
	result, err := sim.Run(ctx, s.Model.Narrowed(follow.Arms...), bus, sim.Options{Follow: &follow, First: replication, Replications: 1})
	if err != nil {
		return nil, err
	}
	return reporters.NewTrace(result, follow, reporters.About{})
}

// unmet are the expectations that failed; of those left open a note is made.
func (r *runner) unmet(verdicts []reporters.Verdict, prefix string) []string {
	var failed []string
	for _, v := range verdicts {
		text := prefix + v.Text
		if v.Scenario != "" {
			text = v.Scenario + ": " + v.Text
		}
		switch v.Outcome {
		case reporters.Failed:
			failed = append(failed, text)
		case reporters.Undecided:
			r.note("undecided: %s (the range holds the limit; more --replications may tell)", text)
		}
	}
	return failed
}

// note tells people something beside the result.
func (r *runner) note(format string, args ...any) {
	if !r.flags.quiet {
		fmt.Fprintf(r.Err, format+"\n", args...)
	}
}

// unfinished is a run that ended before its result.
type unfinished struct {
	err  error
	done float64 // 0 to 1
}

func (u *unfinished) Error() string { return u.err.Error() }

func (u *unfinished) Unwrap() error { return u.err }

// stopped says what an interrupt or a failure left undone.
func (r *runner) stopped(err error, names []string, at int) error {
	var u *unfinished
	if !errors.As(err, &u) || !errors.Is(err, context.Canceled) {
		return fmt.Errorf("run %s: %w", names[at], err)
	}
	text := fmt.Sprintf("%s stopped at %.0f %%, no result of it", names[at], 100*u.done)
	if rest := names[at+1:]; len(rest) > 0 {
		text += "; not begun: " + strings.Join(rest, ", ")
	}
	return &problem{errors.New("interrupted: " + text), "run it again with fewer --replications or a shorter --for", exitFailed}
}

// unmetError says which expectations were not met.
type unmetError struct{ failed []string }

func (u *unmetError) Error() string {
	return "not as expected: " + strings.Join(u.failed, "; ")
}

// badFile is an error in what the user wrote.
func badFile(err error) error { return &problem{err, "", exitUsage} }

// nextCommands are worth running after a scenario.
func nextCommands(name string, s *scenarios.Scenario) []string {
	shell, page, file := shellQuoted(name), shellQuoted(s.Name+".html"), shellQuoted(s.Name+".json")
	return explained([][2]string{
		{fmt.Sprintf("ripple run %s --replications %d", shell, 4*s.Model.Replications), "for narrower ranges"},
		{fmt.Sprintf("ripple trace %s --worst 1", shell), "for one order's way, step by step"},
		{fmt.Sprintf("ripple run %s --out %s", shell, page), "for a page to show and to print"},
		{fmt.Sprintf("ripple run %s --out %s", shell, file), "for every number, for scripts"},
		{"ripple help reading-results", "for what the tables say"},
	})
}

// explained sets commands and what they are for in two columns.
func explained(next [][2]string) []string {
	width := 0
	for _, n := range next {
		width = max(width, len(n[0]))
	}
	lines := make([]string, len(next))
	for i, n := range next {
		lines[i] = fmt.Sprintf("%-*s   %s", width, n[0], n[1])
	}
	return lines
}

// shellQuoted is a word as a shell takes it.
func shellQuoted(word string) string {
	if strings.ContainsAny(word, " '\"$&|;<>()*?[]#~`\\\n\t") {
		return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
	return word
}
