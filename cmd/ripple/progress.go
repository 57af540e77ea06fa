package main

import (
	"math"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// patience is how long a run may take before a progress bar appears.
const patience = time.Second

// progress shows how far a run is, on a terminal and once it takes long. Its
// methods may be called from several goroutines.
type progress struct {
	env     *env
	visible bool
	title   string
	began   time.Time

	mu       sync.Mutex
	fraction float64
	bar      *progressbar.ProgressBar
}

func (r *runner) progress(title string) *progress {
	return &progress{
		env: r.env, title: title, began: r.Now(),
		visible: !r.flags.quiet && r.IsTerminal(r.Err),
	}
}

// steps is the resolution of the bar.
const steps = 1000

// set tells the fraction done, 0 to 1; it never goes back.
func (p *progress) set(done float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fraction = math.Min(1, math.Max(p.fraction, done))
	if !p.visible || p.bar == nil && p.env.Now().Sub(p.began) < patience {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions(steps,
			progressbar.OptionSetWriter(p.env.Err),
			progressbar.OptionSetDescription(p.title),
			progressbar.OptionSetWidth(30),
			progressbar.OptionSetElapsedTime(false),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
	}
	_ = p.bar.Set(int(p.fraction * steps))
}

// clear takes the bar off the screen.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		_ = p.bar.Clear()
		p.bar = nil
	}
	p.visible = false
}

// done is the fraction reached.
func (p *progress) done() float64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.fraction
}
