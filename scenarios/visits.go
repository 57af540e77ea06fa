package scenarios

import "ripple/sim"

// visits is how often, on average, an order comes to each step of its flow,
// rework included: the solution of v = e + Pᵀv over steps with and without an
// undetected mistake in the order. Branches count each. A step that is visited
// more than maxVisits times is given back as a little more than that.
func (fl *flow) visits() []float64 { return fl.profile().visits() }

// profile is how often items that are alike come to each step.
func (fl *flow) profile() profile {
	p := profile{kinds: fl.alike()}
	for i := range p.kinds {
		p.by = append(p.by, fl.visitsOf(&p.kinds[i]))
	}
	return p
}

type profile struct {
	kinds []alike
	by    [][]float64 // visits, by kind of item and step
}

func (p profile) visits() []float64 {
	visits := make([]float64, len(p.by[0]))
	for i, of := range p.by {
		for s, v := range of {
			visits[s] += p.kinds[i].share * v
		}
	}
	return visits
}

// sizes is how much of an attribute comes to a step with an order on average:
// visits weighted with it. Without an attribute it is the visits.
func (p *profile) sizes(step int, a *sim.Attribute) float64 {
	return p.sizesOf(step, a, func(*alike) bool { return true })
}

// sizesOf is sizes of some kinds of items only.
func (p *profile) sizesOf(step int, a *sim.Attribute, which func(*alike) bool) float64 {
	sum := 0.0
	for i, of := range p.by {
		if !which(&p.kinds[i]) {
			continue
		}
		amount := p.kinds[i].share * of[step]
		if a != nil && amount > 0 {
			amount *= p.kinds[i].mean(a)
		}
		sum += amount
	}
	return sum
}

// visitsOf is visits for items that are alike.
func (fl *flow) visitsOf(c *alike) []float64 {
	type link struct {
		to    int
		share float64
	}
	n := len(fl.steps)
	// State i is step i reached without a mistake, n+i with one.
	out := make([][]link, 2*n)
	for i, s := range fl.steps {
		chances := s.chances(c)
		for bad := range 2 {
			from := bad*n + i
			mistaken := s.errors
			if bad == 1 {
				mistaken = 1
			}
			// add is what goes on to a step, or passes by it.
			var add func(to, bad int, share float64, hops int)
			add = func(to, bad int, share float64, hops int) {
				if to < 0 || share <= 0 || hops > n {
					return
				}
				t := fl.steps[to]
				// A join is visited once for all that it waits for.
				share /= float64(max(1, len(t.join)))
				needed := t.needed(c)
				if needed > 0 {
					out[from] = append(out[from], link{bad*n + to, share * needed})
				}
				if needed < 1 {
					for _, next := range t.ways[0].next {
						add(next, bad, share*(1-needed), hops+1)
					}
				}
			}
			found := mistaken * s.finds
			if s.back < 0 {
				found = 0
			}
			add(s.back, 0, found*s.worked(), 0)
			for k, w := range s.ways {
				for _, to := range w.next {
					if w.missing { // nothing was done, and nothing found
						add(to, bad, chances[k], 0)
						continue
					}
					add(to, 0, (1-mistaken)*chances[k], 0)
					add(to, 1, (mistaken-found)*chances[k], 0)
				}
			}
		}
	}
	// What is on the way moves on along the graph until hardly anything is left.
	total, moving := make([]float64, 2*n), make([]float64, 2*n)
	moving[0] = 1
	for range 20_000 {
		left := 0.0
		for from := range out { // file order, so that a flow without loops needs one round
			amount := moving[from]
			if amount == 0 {
				continue
			}
			moving[from] = 0
			total[from] += amount
			for _, l := range out[from] {
				moving[l.to] += amount * l.share
			}
			if total[from] > maxVisits {
				left = 0
				break
			}
		}
		for _, amount := range moving {
			left += amount
		}
		if left < 1e-9 || overflowing(total) {
			break
		}
	}
	visits := make([]float64, n)
	for i := range visits {
		visits[i] = total[i] + total[n+i]
	}
	return visits
}

func overflowing(total []float64) bool {
	for _, v := range total {
		if v > maxVisits {
			return true
		}
	}
	return false
}
