package sim

import (
	"fmt"
	"math"
	"slices"

	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// Reply makes a step's Wait one for something that the customer has to send or to
// answer. The time is the customer's, and it may have no end of its own. An item
// that waits keeps its place under a limit.
type Reply struct {
	Never float64 // chance that no answer ever comes
	// AtMost is how long it is waited for, by the calendar of the team; zero: for ever.
	AtMost calendar.Span
	// Missing is the outcome of an item whose answer has not come by then: it leaves
	// the step without the work. -1: it goes on as if the answer had come.
	Missing int
	// Chase, when not nil, is started after Every, by the calendar of the team, and
	// after Every again, as long as nothing has come.
	Chase *Start
	Every calendar.Span
}

// AllStarts are the items that the step may start: when its work is done, and while
// it waits for the customer.
func (s *Step) AllStarts() []*Start {
	var all []*Start
	for i := range s.Starts {
		all = append(all, &s.Starts[i])
	}
	if s.Reply != nil && s.Reply.Chase != nil {
		all = append(all, s.Reply.Chase)
	}
	return all
}

// checkReply refuses waits for customers that cannot be.
func (m *Model) checkReply(s *Step) error {
	r := s.Reply
	if r == nil {
		return nil
	}
	bad := func(format string, args ...any) error {
		return fmt.Errorf("model: step %s waits for the customer, "+format, append([]any{s.Name}, args...)...)
	}
	switch {
	case s.Wait.IsZero() || s.Supply != nil || s.Batch != nil:
		return bad("but has no wait of its own")
	case !(r.Never >= 0 && r.Never <= 1):
		return bad("who never answers with a chance of %g", r.Never)
	case (r.Chase == nil) != r.Every.IsZero() || r.Chase != nil && r.Chase.Wait:
		return bad("and is chased by what does not fit")
	case r.Missing < -1 || r.Missing >= len(s.Outcomes):
		return bad("and would end by outcome %d", r.Missing)
	case r.Missing >= 0 && (len(s.Outcomes) < 2 || s.Outcomes[r.Missing].Chance > 0 || s.Outcomes[r.Missing].If != nil):
		return bad("and ends by outcome %q in other cases, too", s.Outcomes[r.Missing].Name)
	}
	return nil
}

// replyRule is how a step waits for the customer under the rules in force.
type replyRule struct {
	never         float64
	atMost, every calendar.Span
	chase         *startRule   // nil: nobody is chased
	missing       *outcomeRule // nil: it goes on as if the answer had come
	stops         bool         // clocks of agreements stand still meanwhile
}

func (d *department) makeReplyRule(active []uint16, s int) *replyRule {
	m := d.model
	step := &m.Steps[s]
	reply := step.Reply
	if reply == nil {
		return nil
	}
	r := &replyRule{never: m.number(active, ParamNever, s, 0, reply.Never), atMost: reply.AtMost, every: reply.Every}
	m.changed(active, ParamAtMost, s, func(c *Change) { r.atMost = c.Span })
	m.changed(active, ParamChase, s, func(c *Change) { r.every = c.Span })
	if reply.Chase != nil {
		chase := d.makeStartRule(active, s, reply.Chase)
		r.chase = &chase
	}
	if reply.Missing >= 0 {
		missing := d.makeOutcomeRule(active, s, reply.Missing)
		r.missing = &missing
	}
	return r
}

// asking is what is known of a token that waits for the customer. None of its ticks
// is known to the department before it comes.
type asking struct {
	answer Tick // Never: none comes
	end    Tick // of waiting for it
	chase  Tick // the next one
	chases uint16
}

// ask lets an item wait for the customer.
func (p *part) ask(slot uint32, now Tick) {
	t := &p.tokens[slot]
	r := &p.rules.steps[t.local]
	t.flags |= tokenWaited
	a := asking{answer: Never, end: Never}
	if never := r.reply.never; never <= 0 || p.key.Uniform(t.item, draw.At(t.step, t.visit, draw.Answer, 0)) >= never {
		a.answer = later(now, r.wait.TicksScaled(p.key.Uniform(t.item, draw.At(t.step, t.visit, draw.Wait, 0)), float64(r.waitFactor*r.hurry)))
	}
	if !r.reply.atMost.IsZero() {
		a.end = max(now, r.reply.atMost.After(p.diaryOf(t, r), now))
	}
	a.chase = p.nextChase(t, r, 0, now)
	t.state = stateCustomer
	if r.reply.stops {
		p.arriveStopped(t, now)
	}
	p.tell(eventWaiting, t, now)
	p.await(slot, a)
	p.mayGiveUp(slot, now)
}

// nextChase is when the customer is chased after so many times.
func (p *part) nextChase(t *token, r *stepRule, chases uint16, now Tick) Tick {
	if r.reply.chase == nil || r.reply.every.IsZero() || chases == math.MaxUint16 {
		return Never
	}
	return max(now+1, r.reply.every.After(p.diaryOf(t, r), now))
}

// await plans what comes next of all that a token waits for.
func (p *part) await(slot uint32, a asking) {
	if p.asked == nil {
		p.asked = map[uint32]asking{}
	}
	p.asked[slot] = a
	if next := min(a.answer, a.end, a.chase); next < Never {
		p.plan(slot, next, classOutside)
	} else {
		t := &p.tokens[slot]
		t.attempt++ // what was planned before is void
		t.until = Never
	}
}

// replied goes on with an item whose answer has come, or whose time is up; before
// that, the customer is chased.
func (p *part) replied(slot uint32, now Tick) {
	a := p.asked[slot]
	t := &p.tokens[slot]
	r := &p.rules.steps[t.local]
	if now < a.answer && now < a.end {
		item := p.past.child(p.key, t.item, draw.At(t.step, t.visit, draw.Chase, a.chases))
		a.chases++
		a.chase = p.nextChase(t, r, a.chases, now)
		p.await(slot, a)
		p.startItem(r.reply.chase, item, t.step, now)
		return
	}
	p.spend(t, now)
	delete(p.asked, slot)
	if r.reply.stops {
		p.goesOn(t, now)
	}
	switch {
	case t.giveUp <= now:
		p.lose(slot, now)
	case now < a.answer && r.reply.missing != nil:
		t.flags |= tokenUnanswered | tokenOthers
		p.finish(slot, now)
	default:
		p.seekDate(slot, now)
	}
}

// hurryAnswer shortens what is left of a wait for the customer, when the rules by
// which it is shortened have changed.
func (p *part) hurryAnswer(slot uint32, was, is *stepRule, now Tick) {
	a := p.asked[slot]
	if is.hurry == was.hurry || was.hurry <= 0 || a.answer == Never {
		return
	}
	a.answer = now + Tick(float64(float64(a.answer-now)*is.hurry)/was.hurry+0.5)
	p.await(slot, a)
}

// goesOn lets the customers' agent know that an item waits for the customer no
// more, at a step where clocks stand still meanwhile.
func (p *part) goesOn(t *token, now Tick) {
	out := p.dept.out(p.dept.batch.customers)
	out.open(p.world)
	out.frame = appendEntry(out.frame, &entry{at: now, item: t.item, kind: entryStopped, flags: hasGiveUp, step: t.step, visit: t.visit, giveUp: now})
}

// went notes that an order waits for the customer no more.
func (k *market) went(e *entry) {
	for i, s := range k.stays[e.item] {
		if s.step == e.step && s.visit == e.visit && !s.lost {
			k.stays[e.item][i].to = e.giveUp
		}
	}
}

// whileAsked narrows stays at steps that wait for the customer to that wait: while
// the work that follows lies there, clocks do not stand still.
func (c *customers) whileAsked(k *market, item uint64, stays []stay) []stay {
	for i := range stays {
		s := &stays[i]
		if c.model.Steps[s.step].Reply == nil {
			continue
		}
		at := slices.IndexFunc(k.stays[item], func(x stay) bool { return x.step == s.step && x.visit == s.visit && !x.lost })
		if at < 0 {
			s.from = s.to // lost before it waited
			continue
		}
		s.from, s.to = k.stays[item][at].from, min(s.to, k.stays[item][at].to)
	}
	return stays
}
