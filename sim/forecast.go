package sim

import (
	"errors"
	"fmt"
	"slices"

	"ripple/sim/draw"
)

// Forecast looks ahead from a moment of one replication, the one lived in. All of
// Options.Replications share its past, bit for bit, up to From; from then on each has
// its own chance, that of the replication of its number.
//
// What is in progress at From is drawn anew in each of them, among what lasts longer
// than it has lasted by then: a forecast must not know when a job in hand will end, or
// it would be a look at the one future that was drawn already. This is exact, by
// inversion with one uniform each (draw.Dist.Remaining), for
//   - work in hand or paused, and the road to it;
//   - waits for something outside, and for customers, who may never answer;
//   - orders with suppliers, phase by phase;
//   - handoffs with a random time: to other steps, to customers, of pieces to a stock;
//   - systems that run or are being repaired, people who stay in a team;
//   - the next order of a stream, and those still to come of a slot;
//   - how patient the customer of an open order is;
//   - how long an effect of random length still holds, whether a random one that has
//     not come does, and when.
//
// It is approximate where an effect began or ended while the thing was in progress: what
// has elapsed is then measured by the rules in force at From. Some things keep the end
// that the replication lived in has drawn: the moment at which a customer who gave up
// comes again; the patience of orders whose stream's patience an effect may change; the
// last handoff of an item for which another department waits. What has been decided
// stays decided, also where nobody has noticed yet: mistakes, attributes of orders that
// exist, customers who will leave.
//
// With From 0 nothing has happened yet: each replication is what it is without a forecast.
type Forecast struct {
	From Tick
	// Until, when positive, ends it: only World.Samples are then filled, up to that tick.
	Until Tick
	// Arm is looked ahead in, Lived the replication whose past it is, from 0.
	Arm, Lived int
}

// outlook is what a batch knows of a forecast.
type outlook struct {
	from, until Tick
	lived       draw.Key
}

// only is the model with one arm, in which all happens as it does in the whole model.
// The arm stands in both places of those that always exist, so that it is simulated once.
func (m *Model) only(arm int) *Model {
	n := *m
	n.Arms, n.Effects = []Arm{m.Arms[arm], m.Arms[arm]}, slices.Clone(m.Effects)
	for e := range n.Effects {
		n.Effects[e].Arms = []bool{m.Effects[e].Arms[arm], m.Effects[e].Arms[arm]}
	}
	return &n
}

// check refuses forecasts that cannot be.
func (f *Forecast) check(m *Model, o *Options) error {
	switch {
	case f.From < 0 || f.From >= m.Until:
		return fmt.Errorf("a forecast from %s, which is no moment of the run", m.When(f.From))
	case f.Until != 0 && (f.Until <= f.From || f.Until <= m.From || f.Until > m.Until):
		return fmt.Errorf("a forecast until %s, which is no later moment of the days that count", m.When(f.Until))
	case f.Lived < 0 || f.Arm < 0 || f.Arm >= len(m.Arms) || m.Arms[f.Arm].Part:
		return fmt.Errorf("a forecast in arm %d of replication %d, which nobody lives in", f.Arm, f.Lived)
	case o.Follow != nil || o.Events != nil:
		return errors.New("a forecast neither follows items nor tells events")
	case f.Until > 0 && o.Sample <= 0:
		return errors.New("a forecast that ends early is known by its samples: say how often to take them")
	}
	return nil
}

// found are the worlds of a forecast: of each replication one, and of one that ends early
// only its samples.
func (a *outlook) found(worlds [][]World) [][]World {
	for rep := range worlds {
		worlds[rep] = worlds[rep][:1]
		if a.until > 0 {
			worlds[rep][0] = World{Samples: worlds[rep][0].Samples}
		}
	}
	return worlds
}

// past is what a world of a forecast has from the replication lived in.
type past struct {
	from  Tick
	lived draw.Key
	// placed counts, by stream, the candidate orders before from; nil: nobody has said yet.
	placed []uint64
}

// newPast begins the forecast of a world with its own key.
func (a *outlook) newPast(own draw.Key) *past {
	p := &past{from: a.from, lived: a.lived}
	if a.from == 0 { // nothing is past
		p.lived = own
	}
	return p
}

// newPieces marks the numbers of replenishments that were ordered in a forecast.
const newPieces = 1 << (ruleAt - 1)

// traits is the key by which what an item is was drawn: that of the replication lived in,
// when it was there before the forecast. Work caused by work since then has identities
// of its own (draw.Key.Child), which were never drawn for there.
func (p *past) traits(own draw.Key, item uint64) draw.Key {
	switch {
	case p == nil:
		return own
	case isStarted(item):
		return p.lived
	case item>>62 == 1:
		if item&newPieces != 0 {
			return own
		}
		return p.lived
	case p.placed == nil:
		return p.lived
	}
	if stream, ordinal := orderOf(item); stream < len(p.placed) && ordinal >= p.placed[stream] {
		return own
	}
	return p.lived
}

// child is the identity of work caused by work.
func (p *past) child(own draw.Key, entity, at uint64) uint64 {
	if p == nil || p.from == 0 {
		return draw.Child(entity, at)
	}
	return own.Child(entity, at)
}

// trigger is when the time of an effect that waits for no condition comes.
func (p *past) trigger(m *Model, own draw.Key, e int) (Tick, bool) {
	if p == nil {
		return m.triggered(own, e)
	}
	at, happens := m.triggered(p.lived, e)
	w := &m.Effects[e].When
	if !w.Random || happens && at < p.from {
		return at, happens
	}
	// It has not come so far: less likely than before, it comes later.
	later := w.AtRandom.Beyond(1, p.from-1)
	still := w.Chance * later / (1 - float64(w.Chance*(1-later)))
	if own.Uniform(m.effectEntity(e), draw.At(0, 0, draw.InjectHappens, 0)) >= still {
		return Never, false
	}
	u := own.Uniform(m.effectEntity(e), draw.At(0, 0, draw.InjectAt, 0))
	return p.from + w.AtRandom.Remaining(u, 1, p.from), true
}

// lived is the key of the replication lived in, in a forecast.
func (k *market) lived() draw.Key {
	if k.past == nil {
		return k.key
	}
	return k.past.lived
}

func (p *part) traits(item uint64) draw.Key   { return p.past.traits(p.key, item) }
func (k *market) traits(item uint64) draw.Key { return k.past.traits(k.key, item) }

// span is when an effect holds whose time came at a tick.
func (p *past) span(m *Model, own draw.Key, e int, at Tick) effectSpan {
	if p == nil {
		return m.effectFrom(own, e, at)
	}
	s := m.effectFrom(p.lived, e, at)
	eff := &m.Effects[e]
	if eff.ForRandom.IsZero() || s.end <= p.from && s.start < p.from {
		return s
	}
	u := own.Uniform(m.effectEntity(e), draw.At(0, 0, draw.InjectFor, 0))
	elapsed := max(0, p.from-s.start)
	return m.effectFor(e, s.start, later(s.start+elapsed, eff.ForRandom.Remaining(u, 1, elapsed)))
}

// time is when an effect holds that waits for no condition.
func (p *past) time(m *Model, own draw.Key, e int) effectSpan {
	at, happens := p.trigger(m, own, e)
	if !happens {
		return effectSpan{}
	}
	return p.span(m, own, e, at)
}
