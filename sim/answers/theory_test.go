package answers

import "math"

// Closed forms. λ is the arrival rate, s the mean service time, c the number
// of servers; times are in one unit throughout.

// queue is what theory says of a queue in the long run.
type queue struct {
	wait    float64 // mean time waiting for service, of those served
	present float64 // mean number waiting or in service
	lost    float64 // share that gives up
}

// erlangC is the chance that an arrival at M/M/c has to wait (Erlang 1917;
// Kleinrock, Queueing Systems I, 1975, equation 3.40).
func erlangC(c int, load float64) float64 {
	term, sum := 1.0, 0.0
	for n := range c {
		sum += term
		term *= load / float64(n+1)
	}
	last := term * float64(c) / (float64(c) - load)
	return last / (sum + last)
}

// mmc is the mean wait in M/M/c: C/(cμ−λ) (Kleinrock 1975, section 3.5; Gross
// and Harris, Fundamentals of Queueing Theory, section 2.3).
func mmc(c int, λ, s float64) float64 {
	return erlangC(c, λ*s) / (float64(c)/s - λ)
}

// mmcLonger is the chance that an order spends longer than t in M/M/c, waiting
// and in service: with chance 1−C the time is exponential(μ), with chance C it
// is that plus a wait that is exponential(cμ−λ) (Gross and Harris, section 2.3).
func mmcLonger(c int, λ, s, t float64) float64 {
	C, μ := erlangC(c, λ*s), 1/s
	faster := float64(c)*μ - λ - μ // the wait's rate less the service's
	h := t
	if faster != 0 {
		h = -math.Expm1(-faster*t) / faster
	}
	return math.Exp(-μ*t) * (1 + C*μ*h)
}

// mm1k is M/M/1 with room for k, the one in service included: the chance of n
// present is proportional to ρⁿ, and who finds k goes away (Gross and Harris,
// Fundamentals of Queueing Theory, section 2.5).
func mm1k(k int, λ, s float64) queue {
	var q queue
	weight, total := 1.0, 0.0
	for n := range k + 1 {
		total += weight
		q.present += weight * float64(n)
		q.lost = weight
		weight *= λ * s
	}
	q.present /= total
	q.lost /= total
	q.wait = q.present/(λ*(1-q.lost)) - s // Little's law
	return q
}

// erlangA is M/M/c with patience exponential of mean p (Palm 1957; Garnett,
// Mandelbaum and Reiman, Manufacturing & Service Operations Management 4,
// 2002), from the balance of births and deaths: from n waiting the next goes
// into service at rate cμ, or somebody gives up at rate n/p. Someone who finds n
// before them is served if none of n+1 races against their own patience is
// lost, and waits a mean of 1/(cμ+(i+1)/p) for each.
func erlangA(c int, λ, s, p float64) queue {
	μ, θ := 1/s, 1/p
	var q queue
	weight, total, waits, served := 1.0, 0.0, 0.0, 0.0
	passed, spent := 1.0, 0.0
	for n := 0; ; n++ {
		total += weight
		q.present += weight * float64(n)
		if n < c {
			served += weight
		} else {
			i := float64(n - c)
			passed *= (float64(c)*μ + i*θ) / (float64(c)*μ + (i+1)*θ)
			spent += 1 / (float64(c)*μ + (i+1)*θ)
			served += weight * passed
			waits += weight * passed * spent
			if weight < 1e-18*total {
				break
			}
		}
		if n+1 <= c {
			weight *= λ / (float64(n+1) * μ)
		} else {
			weight *= λ / (float64(c)*μ + float64(n+1-c)*θ)
		}
	}
	return queue{wait: waits / served, present: q.present / total, lost: 1 - served/total}
}

// mmcFixedPatience is M/M/c where everybody gives up after waiting d: the
// density of the wait an order would need is proportional to e^((λ−cμ)x) below
// d and to e^(λd−cμx) above (Barrer, Operations Research 5, 1957; Baccelli and
// Hebuterne 1981; in this form Zeltyn and Mandelbaum, Queueing Systems 51, 2005,
// section 2, M/M/n+G with patience always d).
func mmcFixedPatience(c int, λ, s, d float64) queue {
	μ := 1 / s
	drain := float64(c)*μ - λ
	// Relative to the chance of finding just the last server free: the chance
	// of any server free (idle) …
	idle, term := 0.0, 1.0
	for n := c - 1; n >= 0; n-- {
		idle += term
		term *= float64(n) * μ / λ
	}
	// … the integrals over (0, d) of the density and of x times it, and the mass above d.
	below, moment := d, d*d/2
	if drain != 0 {
		below = -math.Expm1(-drain*d) / drain
		moment = (below - d*math.Exp(-drain*d)) / drain
	}
	above := math.Exp(-drain*d) / (float64(c) * μ)
	total := idle + λ*(below+above)
	q := queue{lost: λ * above / total}
	q.wait = λ * moment / total / (1 - q.lost)
	// Little's law: those served wait and are served, those who give up wait d.
	q.present = λ * ((1-q.lost)*(q.wait+s) + q.lost*d)
	return q
}

// pollaczekKhinchine is the mean wait in M/G/1, where cv is the coefficient of
// variation of service (Pollaczek 1930, Khinchine 1932; Kleinrock 1975, equation
// 5.70).
func pollaczekKhinchine(λ, s, cv float64) float64 {
	return λ * s * s * (1 + cv*cv) / 2 / (1 - λ*s)
}

// class is one class of orders at a single server.
type class struct{ λ, s, cv float64 }

// cobham is the mean wait of each class where the first goes first and nobody
// is interrupted (Cobham, Operations Research 2, 1954; Kleinrock, Queueing
// Systems II, 1976, equation 3.31).
func cobham(classes ...class) []float64 {
	residual := 0.0
	for _, k := range classes {
		residual += k.λ * k.s * k.s * (1 + k.cv*k.cv) / 2
	}
	var waits []float64
	before := 0.0
	for _, k := range classes {
		upTo := before + k.λ*k.s
		waits = append(waits, residual/((1-before)*(1-upTo)))
		before = upTo
	}
	return waits
}

// breakdowns is M/M/1 whose server fails after exponential times of mean up,
// busy or not, and is back after exponential times of mean down; the work goes
// on where it stopped. Its mean time in the system comes from the generating
// functions of the number present while up, U(z), and down, D(z) (White and
// Christie, Operations Research 6, 1958; Gaver, Journal of the Royal Statistical
// Society B 24, 1962): D = U·f/(λ(1−z)+r), and with g(z) = 1 + f/(λ(1−z)+r)
// U ∝ 1/(μ−λz·g), so that the number present is (Ug)'(1) and, by Little's law,
// the time is that over λ.
func breakdowns(λ, s, up, down float64) float64 {
	μ, f, r := 1/s, 1/up, 1/down
	available := r / (r + f)
	return (1/available+f*λ/(r*r))/(μ-λ/available) + available*f/(r*r)
}
