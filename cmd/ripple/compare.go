package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"ripple/broker"
	"ripple/reporters"
	"ripple/scenarios"
	"ripple/sim"
	"ripple/sim/calendar"

	"github.com/spf13/cobra"
)

func newCompare(e *env) *cobra.Command {
	var f runFlags
	var reference string
	c := &cobra.Command{
		Use:   "compare SCENARIO…",
		Short: "set options and scenarios side by side, with what each changes",
		Long: `Set the options of a scenario, or of several scenarios on one organisation, side by
side: what customers get, what happens inside, what it costs, and the difference to a
reference with its range. ripple help compare says how to read it.`,
		Example: `  ripple compare procurement-slip
  ripple compare procurement-slip --reference expedite
  ripple compare procurement-slip it-outage --reference baseline
  ripple compare mine.yaml --out board.xlsx`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("ripple compare procurement-slip compares the options of one", "compare needs a scenario")
			}
			return nil
		},
		ValidArgsFunction: completeNames,
		RunE: func(c *cobra.Command, args []string) error {
			r, err := f.runner(e, c)
			if err != nil {
				return err
			}
			return r.compare(args, reference)
		},
	}
	f.register(c)
	c.Flags().StringVar(&reference, "reference", "do-nothing",
		"what everything is compared with: baseline, do-nothing, an option's `NAME`, or SCENARIO/OPTION")
	f.bus.registerServer(c)
	_ = c.RegisterFlagCompletionFunc("reference", completeReferences)
	return c
}

// completeReferences completes the options of the scenarios named.
func completeReferences(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var models []*sim.Model
	for _, name := range args {
		if s, err := scenarios.Load(name, scenarios.Options{}); err == nil {
			models = append(models, s.Model)
		}
	}
	names := []cobra.Completion{"baseline", "do-nothing"}
	if len(models) == len(args) {
		for _, key := range reporters.Alternatives(apartNames(args), models) {
			if !slices.Contains(names, key) {
				names = append(names, key)
			}
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// compare runs all scenarios and writes one comparison.
func (r *runner) compare(names []string, reference string) error {
	loaded, err := r.loadAll(names)
	if err != nil {
		return err
	}
	short := apartNames(names)
	if err := alike(short, loaded); err != nil {
		return err
	}
	models := make([]*sim.Model, len(loaded))
	for i, s := range loaded {
		models[i] = s.Model
	}
	if _, err := reporters.References(short, models, reference); err != nil {
		return referenceProblem(err, reference)
	}
	return r.producing(names, func(ctx context.Context, bus *broker.Broker, w io.Writer) error {
		var contenders []reporters.Contender
		for i, s := range loaded {
			result, err := r.contend(ctx, bus, s)
			if err != nil {
				return r.stopped(err, names, i)
			}
			contenders = append(contenders, reporters.Contender{
				Name: short[i], Result: result, About: reporters.About{Notes: s.Notes, Expect: expectations(s), Sources: sources(s)},
			})
		}
		c, err := reporters.Compare(contenders, reference, reporters.About{
			Ripple: r.Version, Go: r.Go, Next: nextComparisons(names, loaded),
		})
		if err != nil {
			return err
		}
		if err := r.format.compare(w, c); err != nil {
			return fmt.Errorf("write the comparison: %w", err)
		}
		if failed := r.unmet(c.Verdicts, names[0]+": "); len(failed) > 0 {
			return &unmetError{failed}
		}
		return nil
	})
}

// contend runs one scenario, for its numbers alone.
func (r *runner) contend(ctx context.Context, bus *broker.Broker, s *scenarios.Scenario) (*sim.Result, error) {
	for _, note := range s.Notes {
		r.note("%s", note)
	}
	began := r.Now()
	bar := r.progress(s.Model.Name)
	result, err := sim.Run(ctx, s.Model, bus, sim.Options{Groups: 2, Progress: bar.set})
	bar.clear()
	if err != nil {
		return nil, &unfinished{err, bar.done()}
	}
	r.note("%s: %d replications of %d options in %s", s.Model.Name, result.Replications, len(s.Model.Arms),
		r.Now().Sub(began).Round(100*time.Millisecond))
	return result, nil
}

// apartNames are short names that tell the scenarios apart: the files' names
// without folder and ending, where these differ.
func apartNames(names []string) []string {
	whole, short := make([]string, len(names)), make([]string, len(names))
	for i, name := range names {
		whole[i] = strings.TrimSuffix(strings.TrimSuffix(filepath.ToSlash(name), ".yaml"), ".yml")
		short[i] = whole[i][strings.LastIndex(whole[i], "/")+1:]
	}
	for i := range short {
		if slices.Contains(short[:i], short[i]) || slices.Contains(short[i+1:], short[i]) {
			return whole
		}
	}
	return short
}

// alike refuses scenarios whose difference would say nothing.
func alike(names []string, loaded []*scenarios.Scenario) error {
	for i := 1; i < len(loaded); i++ {
		if slices.Contains(names[:i], names[i]) {
			return usage("name each scenario once; its options are compared anyway", "%s is named twice", names[i])
		}
		if err := pairable(names[0], names[i], loaded[0], loaded[i]); err != nil {
			return err
		}
	}
	return nil
}

// pairable tells why two scenarios cannot be set side by side, and what to do.
func pairable(a, b string, x, y *scenarios.Scenario) error {
	m, n := x.Model, y.Model
	switch {
	case !scenarios.SameOrganisation(x, y):
		return usage(
			"compare scenarios on one organisation; what differs in it can be written as an option, with change",
			"%s is about %s, %s about %s: their customers are not the same", a, orFile(x), b, orFile(y))
	case m.Seed != n.Seed:
		return usage(
			fmt.Sprintf("give all the same chance: --seed %d", m.Seed),
			"%s has seed %d, %s has seed %d: what differs between them would be chance as well", a, m.Seed, b, n.Seed)
	case m.Replications != n.Replications:
		return usage(
			fmt.Sprintf("play all as often: --replications %d", max(m.Replications, n.Replications)),
			"%s has %d replications, %s has %d: they are compared one by one", a, m.Replications, b, n.Replications)
	case m.Dates[m.FirstDay] != n.Dates[n.FirstDay]:
		return usage("write the same `from` under `run` in both files",
			"%s begins on %s, %s on %s: these are not the same days", a, m.Dates[m.FirstDay], b, n.Dates[n.FirstDay])
	case m.FirstDay != n.FirstDay:
		return usage("write the same `warm-up` under `run` in both files",
			"%s warms up for %d days, %s for %d: they would not begin alike", a, m.FirstDay, b, n.FirstDay)
	case m.Until-m.From != n.Until-n.From:
		return usage(
			fmt.Sprintf("count orders over the same days: --for \"%s\"", inDays(min(m.Until-m.From, n.Until-n.From))),
			"%s counts orders for %s, %s for %s", a, inDays(m.Until-m.From), b, inDays(n.Until-n.From))
	case m.End != n.End:
		return usage("write the same `finish-within` under `run` in both files",
			"%s waits %s for its last orders, %s waits %s", a, inDays(m.End-m.Until), b, inDays(n.End-n.Until))
	}
	return nil
}

// inDays writes a length of time in days, which are not always 24 hours.
func inDays(t sim.Tick) string {
	days := (t + calendar.CalendarDay/2) / calendar.CalendarDay
	if off := t - days*calendar.CalendarDay; days < 1 || off > calendar.Hour || off < -calendar.Hour {
		return length(t)
	}
	if days == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", days)
}

// orFile names a scenario's organisation.
func orFile(s *scenarios.Scenario) string {
	if s.OrganisationName == "" {
		return "an organisation of its own"
	}
	return s.OrganisationName
}

func referenceProblem(err error, reference string) error {
	var r *reporters.ReferenceError
	if !errors.As(err, &r) {
		return err
	}
	hint := didYouMean(reference, r.Known)
	if hint == "" {
		hint = "there are " + strings.Join(r.Known, ", ")
	}
	return &problem{err, hint, exitUsage}
}

// nextComparisons are worth running after a comparison.
func nextComparisons(names []string, loaded []*scenarios.Scenario) []string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = shellQuoted(name)
	}
	all := strings.Join(quoted, " ")
	return explained([][2]string{
		{fmt.Sprintf("ripple compare %s --replications %d", all, 4*loaded[0].Model.Replications), "for narrower ranges"},
		{fmt.Sprintf("ripple compare %s --out board.xlsx", all), "for a spreadsheet"},
		{"ripple run " + quoted[0], "for how it travels"},
	})
}
