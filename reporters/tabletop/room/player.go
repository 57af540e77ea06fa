package room

import (
	"context"
	"errors"
	"sync"
	"time"

	"ripple/reporters/tabletop"
	"ripple/sim"
)

// player lets play run at its pace. It decides only how fast what is certain is shown.
type player struct {
	session *tabletop.Session
	mu      sync.Mutex
	target  tabletop.Target // to which play runs
	exact   float64         // how far play has come, in ticks: shown are whole minutes
	running bool            // it ran at the last frame
}

// simulatedDay is a day of virtual time.
const simulatedDay = sim.Tick(24 * 3_600_000)

// grain is what moments that are shown, and decided at, are whole numbers of.
const grain = sim.Tick(60_000)

// longest is the most wall time that one frame stands for: a laptop that slept does not
// play its sleep.
const longest = time.Second

// markEvery is how often the journal says how far play has come while nothing else is done.
const markEvery = 5 * time.Second

// play begins to run to a target.
func (p *player) play(ctx context.Context, t tabletop.Target) error {
	p.mu.Lock()
	p.target = t
	p.mu.Unlock()
	return p.session.Play(ctx)
}

// run shows play a little further at every frame, until the context or the frames end.
func (p *player) run(ctx context.Context, frames <-chan time.Time) error {
	var last, marked time.Time
	for {
		select {
		case <-ctx.Done():
			return nil
		case now, open := <-frames:
			if !open {
				return nil
			}
			passed := min(now.Sub(last), longest)
			mark := now.Sub(marked) >= markEvery
			if err := p.frame(ctx, passed, mark); err != nil {
				return err
			}
			if last = now; mark {
				marked = now
			}
		}
	}
}

// frame lets play come as far as it does in some wall time.
func (p *player) frame(ctx context.Context, passed time.Duration, mark bool) error {
	st := p.session.State()
	ran := p.running
	if p.running = st.Playing; !ran || !st.Playing {
		return nil // what passed before play began does not count
	}
	p.mu.Lock()
	target := p.target
	p.mu.Unlock()
	present := p.session.Present()
	if p.exact < float64(present) || p.exact >= float64(present+grain) {
		p.exact = float64(present) // something else was done meanwhile
	}
	p.exact += float64(passed) / float64(st.Pace) * float64(simulatedDay)
	to := sim.Tick(p.exact) / grain * grain
	if mark = mark || to-st.Now >= simulatedDay; target.To == 0 {
		target.To = sim.Never
	}
	err := p.session.Step(ctx, target, to, mark)
	var no *tabletop.Refusal
	if errors.As(err, &no) {
		return nil
	}
	return err
}
