package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"ripple/broker"
	"ripple/sim"

	"github.com/spf13/cobra"
)

// watchFlags say which case's events are told, and where they are kept.
type watchFlags struct {
	option string
	record string
}

func (f *watchFlags) register(c *cobra.Command) {
	c.Flags().StringVar(&f.record, "record", "", "write everything that happens in one replication to `FILE`, one JSON object a line")
	c.Flags().StringVar(&f.option, "watch", "do-nothing", "the `option` whose first replication --record and --listen tell of")
}

// arm finds the option that is watched.
func (f *watchFlags) arm(m *sim.Model) (int, error) { return armNamed(m, f.option) }

// armNamed finds an option.
func armNamed(m *sim.Model, option string) (int, error) {
	names := armNames(m)
	i := slices.Index(names, option)
	if i < 0 {
		hint := didYouMean(option, names)
		if hint == "" {
			hint = "its options are " + strings.Join(names, ", ")
		}
		return 0, usage(hint, "%s has no option %q", m.Name, option)
	}
	return i, nil
}

// armNames are the names of all options, with those of the two that nobody wrote.
func armNames(m *sim.Model) []string {
	names := make([]string, len(m.Arms))
	for i, a := range m.Arms {
		names[i] = a.Name
	}
	return names
}

// watched tells what happens in one replication of one option, on the bus and
// in a file.
type watched struct {
	stream    *broker.Stream
	recording *broker.Recording
	forget    context.CancelFunc // ends the recording early

	mu  sync.Mutex
	err error
}

// watch begins to tell of a run; nil when nobody asked.
func (r *runner) watch(ctx context.Context, bus *broker.Broker, run string) (*watched, error) {
	if r.recorded == nil && r.bus.Listen == "" {
		return nil, nil
	}
	ctx, forget := context.WithCancel(ctx)
	w := &watched{forget: forget}
	var err error
	if r.recorded != nil {
		if w.recording, err = bus.Record(ctx, run, r.recorded); err != nil {
			forget()
			return nil, err
		}
	}
	if w.stream, err = bus.Events(run); err != nil {
		forget()
		return nil, err
	}
	return w, nil
}

// tell takes an event; it is called by several goroutines at once.
func (w *watched) tell(e broker.Event) {
	if err := w.stream.Publish(e); err != nil {
		w.mu.Lock()
		w.err = errors.Join(w.err, err)
		w.mu.Unlock()
		w.forget()
	}
}

// finish ends the telling: the recording is complete, or given up when the run
// failed.
func (w *watched) finish(failed error) error {
	if w == nil {
		return failed
	}
	defer w.forget()
	if failed != nil {
		w.forget()
	}
	err := w.stream.Close()
	if w.recording != nil {
		err = errors.Join(err, w.recording.Wait())
	}
	if failed != nil {
		return failed
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err = errors.Join(w.err, err); err != nil {
		return fmt.Errorf("tell what happened: %w", err)
	}
	return nil
}

// runName is what the run is called on the bus and in its recording: the same
// for the same scenario, so that equal runs give equal files, but of its own on
// a server that others may use.
func (r *runner) runName(scenario string, turn int) string {
	if r.bus.URL != "" {
		return broker.NewRun()
	}
	name := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' {
			return c
		}
		return '_'
	}, scenario)
	if turn > 0 {
		name += fmt.Sprintf("-%d", turn+1)
	}
	return name
}
