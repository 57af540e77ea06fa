package scenarios

// visits is how often, on average, an order comes to each step of its flow,
// rework included: the solution of v = e + Pᵀv over steps with and without an
// undetected mistake in the order. Branches count each. A step that is visited
// more than maxVisits times is given back as a little more than that.
func (f *flow) visits() []float64 {
	visits := make([]float64, len(f.steps))
	kinds := f.alike()
	for i := range kinds {
		for s, v := range f.visitsOf(&kinds[i]) {
			visits[s] += kinds[i].share * v
		}
	}
	return visits
}

// visitsOf is visits for items that are alike.
func (f *flow) visitsOf(c *alike) []float64 {
	type link struct {
		to    int
		share float64
	}
	n := len(f.steps)
	// State i is step i reached without a mistake, n+i with one.
	out := make([][]link, 2*n)
	for i, s := range f.steps {
		chances := s.chances(c)
		for bad := range 2 {
			from := i + bad*n
			mistaken := s.errors
			if bad == 1 {
				mistaken = 1
			}
			found := mistaken * s.finds
			if s.back < 0 {
				found = 0
			}
			if found > 0 {
				out[from] = append(out[from], link{s.back, found})
			}
			for k, w := range s.ways {
				for _, to := range w.next {
					if to < 0 {
						continue
					}
					// A join is visited once for all that it waits for.
					chance := chances[k] / float64(max(1, len(f.steps[to].join)))
					if good := (1 - mistaken) * chance; good > 0 {
						out[from] = append(out[from], link{to, good})
					}
					if carried := (mistaken - found) * chance; carried > 0 {
						out[from] = append(out[from], link{n + to, carried})
					}
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
