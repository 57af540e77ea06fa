package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"ripple/broker"
	"ripple/reporters"
	"ripple/reporters/tabletop"
	"ripple/scenarios"

	"github.com/spf13/cobra"
)

// tabletopFlags are the flags of `ripple tabletop`.
type tabletopFlags struct {
	journal     string
	resume      string
	replication int
	seed        uint64
	echo        bool
	events      string
	list        string
	print       string
	text        bool
	ahead       int
	room        roomFlags
	report      string
	// replications is how often the report plays the decisions again.
	replications int
	bus          busFlags
}

func newTabletop(e *env) *cobra.Command {
	var f tabletopFlags
	c := &cobra.Command{
		Use:   "tabletop SCENARIO",
		Short: "live through a scenario with people, and decide",
		Long: `Live through a scenario with people: play on, let injects come, write down what teams
decide, and see what it did. It opens a room in the browser, with a link for each role; with
--text the desk takes a command a line instead, and help lists them. Every line of the
session is in its journal, on the disk, before it is confirmed: whatever happens to the
program, --resume goes on from there. The session can be saved as a scenario's file, which
ripple run plays to the same end.`,
		Example: `  ripple tabletop procurement-slip
  ripple tabletop mine.yaml --journal monday.journal
  ripple tabletop --resume monday.journal
  ripple tabletop mine.yaml --text
  ripple tabletop --resume monday.journal --report monday.html`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case f.resume != "" && len(args) > 0:
				return usage("ripple tabletop --resume "+f.resume, "a journal holds its scenario: do not name another")
			case f.resume == "" && len(args) != 1:
				return usage("ripple tabletop procurement-slip plays a shipped one", "tabletop needs one scenario")
			}
			return nil
		},
		ValidArgsFunction: completeNames,
		RunE: func(c *cobra.Command, args []string) error {
			if f.report != "" {
				return f.review(e)
			}
			set := tabletop.Settings{Now: e.Now, Ripple: e.Version, Go: e.Go, Replication: f.replication - 1, ForecastDays: f.ahead}
			if f.replication < 1 {
				return usage("use --replication 1 or more", "there is no replication %d", f.replication)
			}
			if f.ahead < 0 {
				return usage("use --forecast-days 14, or leave it away: to the end of the exercise", "forecasts cannot look %d days ahead", f.ahead)
			}
			if c.Flags().Changed("seed") {
				set.Seed = &f.seed
			}
			var bundle *scenarios.Bundle
			if f.resume == "" {
				var err error
				if bundle, err = f.gather(e, args[0]); err != nil {
					return err
				}
				if f.list != "" {
					return f.writeList(e, bundle)
				}
				if f.print != "" {
					return f.writePapers(e, bundle)
				}
			}
			bus, err := f.bus.options(e)
			if err != nil {
				return err
			}
			ctx, stop := e.Interruptible()
			defer stop()
			if set.Bus, err = f.bus.start(ctx, bus); err != nil {
				return err
			}
			defer set.Bus.Close()
			s, err := f.session(ctx, e, bundle, set)
			if err != nil {
				return err
			}
			if err := errors.Join(f.play(ctx, e, s, set.Bus), s.Close()); err != nil {
				return err
			}
			fmt.Fprintf(e.Err, "to go on: ripple tabletop --resume %s\n", shellQuoted(f.journal))
			return nil
		},
	}
	flags := c.Flags()
	flags.StringVar(&f.journal, "journal", "", "keep the session in `FILE`, which must not exist (default: the scenario's name, with .journal)")
	flags.StringVar(&f.resume, "resume", "", "go on with the session of journal `FILE`")
	flags.IntVar(&f.replication, "replication", 1, "which `replication` of the scenario to live in")
	flags.Uint64Var(&f.seed, "seed", 0, "`number` that chance is drawn from (default: as in the file)")
	flags.StringVar(&f.events, "events", "", "take the event list of `FILE`, a table (.csv or .xlsx), into the scenario")
	flags.StringVar(&f.list, "list", "", "write the event list into `FILE` (.csv or .xlsx), and play nothing")
	flags.StringVar(&f.print, "print", "", "write everything that an exercise needs on paper into `FILE` (.html), and play nothing")
	flags.StringVar(&f.report, "report", "", "write the after-action report of the session into `FILE` (.html, .md or .xlsx), and play nothing")
	flags.IntVar(&f.replications, "replications", 200, "how many `times` the report plays what was decided, each with other chance")
	flags.IntVar(&f.ahead, "forecast-days", 0, "how many `days` ahead forecasts look (default: to the end of the exercise)")
	flags.BoolVar(&f.text, "text", false, "a desk of text in place of a room in the browser: a command a line")
	flags.BoolVar(&f.echo, "echo", false, "with --text, repeat each command before its answer, for what is read later")
	f.room.register(c)
	f.bus.registerServer(c)
	return c
}

// play lets people play, until they end it or the program is interrupted: nothing is lost then.
func (f *tabletopFlags) play(ctx context.Context, e *env, s *tabletop.Session, bus *broker.Broker) error {
	if !f.text {
		return f.room.open(ctx, e, s, f.journal, func(ctx context.Context, events []tabletop.Event) (*reporters.AfterAction, error) {
			return tabletop.Review(ctx, events, tabletop.ReviewSettings{Bus: bus, Replications: f.replications, Ripple: e.Version, Go: e.Go})
		})
	}
	desk := &tabletop.Desk{Session: s, Out: e.Out, Write: e.write, Echo: f.echo}
	if err := desk.Run(ctx, e.In); ctx.Err() == nil {
		return err
	}
	return nil
}

// gather reads the scenario, with the event list that it is given.
func (f *tabletopFlags) gather(e *env, name string) (*scenarios.Bundle, error) {
	bundle, err := scenarios.Gather(name)
	if err != nil {
		return nil, badFile(err)
	}
	if f.events == "" {
		return bundle, nil
	}
	data, err := e.ReadFile(f.events)
	if err != nil {
		return nil, badFile(fmt.Errorf("read the event list: %w", err))
	}
	rows, err := tabletop.ReadEvents(f.events, data)
	if err != nil {
		return nil, badFile(err)
	}
	if bundle, err = bundle.WithEvents(rows); err != nil {
		return nil, badFile(err)
	}
	return bundle, nil
}

// writeList writes the scenario's event list as a table.
func (f *tabletopFlags) writeList(e *env, bundle *scenarios.Bundle) error {
	s, err := bundle.Load(scenarios.Options{})
	if err != nil {
		return badFile(err)
	}
	var b bytes.Buffer
	switch strings.ToLower(filepath.Ext(f.list)) {
	case ".csv":
		err = tabletop.WriteEventsCSV(&b, s.Events())
	case ".xlsx":
		err = tabletop.WriteEventsXLSX(&b, s.Events())
	default:
		return usage("for example --list events.csv or --list events.xlsx", "the ending of %q names no kind of table", f.list)
	}
	if err == nil {
		err = e.write(f.list, b.Bytes())
	}
	return err
}

// session begins a session, or goes on with one.
func (f *tabletopFlags) session(ctx context.Context, e *env, bundle *scenarios.Bundle, set tabletop.Settings) (*tabletop.Session, error) {
	if f.resume != "" {
		f.journal = f.resume
		s, err := tabletop.Resume(ctx, f.resume, set)
		if err != nil {
			return nil, &problem{err, "", exitUsage}
		}
		return s, nil
	}
	if f.journal == "" {
		f.journal = bundle.Name + ".journal"
	}
	journal, err := tabletop.CreateJournal(f.journal)
	if err != nil {
		return nil, &problem{err, fmt.Sprintf("name another with --journal, or go on with it: ripple tabletop --resume %s", shellQuoted(f.journal)), exitUsage}
	}
	s, err := tabletop.Begin(ctx, bundle, journal, set)
	if err != nil {
		err = errors.Join(err, journal.Close())
		e.Remove(f.journal)
		var wrong scenarios.Diagnostics
		if errors.As(err, &wrong) {
			return nil, badFile(err)
		}
		return nil, err
	}
	return s, nil
}

// write puts a text into a file, whole or not at all.
func (e *env) write(path string, text []byte) error {
	f, err := e.Create(path)
	if err != nil {
		return err
	}
	defer f.Discard()
	if _, err := f.Write(text); err != nil {
		return err
	}
	return f.Commit()
}
