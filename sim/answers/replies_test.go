package answers

import (
	"math"
	"testing"

	"ripple/scenarios"
	"ripple/sim"
)

// TestNoAnswerByItsClosedForm: answers take an exponential time of mean m and never
// come with chance p; T are allowed. No answer: p + (1−p)·exp(−T/m). Those who answer
// in time take m − T·exp(−T/m)/(1 − exp(−T/m)). A letter leaves after every E, as
// long as nothing has come: Σ p + (1−p)·exp(−k·E/m), k·E < T.
func TestNoAnswerByItsClosedForm(t *testing.T) {
	const p, allowed, every, mean = 0.08, 10.0, 3.0, 6.0
	unanswered := func(days float64) float64 { return p + (1-p)*math.Exp(-days/mean) }
	late := math.Exp(-allowed / mean)
	letters := 0.0
	for k := 1.0; k*every < allowed; k++ {
		letters += unanswered(k * every)
	}
	m := load(t, own("no-answer"), scenarios.Options{Seed: seed(30), Replications: 80})
	verify(t, sampled(t, m),
		claim{"share without an answer in time", unanswered(allowed), lostShare(0)},
		claim{"time until the answer, of those in time", 24 * 60 * (mean - allowed*late/(1-late)), sojourn(0, 1000)},
		claim{"letters for each case", letters, func(w *sim.World) (float64, float64) {
			return float64(w.Departments[1].Steps), float64(w.Segments[0].Orders)
		}},
	)
}
