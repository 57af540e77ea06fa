package sim

import "ripple/sim/draw"

// splits tells whether items of a flow are ever in several places at once.
func (m *Model) splits(flow int) bool {
	for _, s := range m.Flows[flow].Steps {
		for _, o := range m.Steps[s].Outcomes {
			if len(o.Next) > 1 {
				return true
			}
		}
	}
	return false
}

// termsOf is the stream whose terms hold for orders of a flow that are not
// demanded but caused; nil for internal work that nobody orders.
func (m *Model) termsOf(flow int) *Stream {
	if s := startedStreams(m)[flow]; s >= 0 {
		return &m.Streams[s]
	}
	return nil
}

// retryRule is how an order that was given up comes again.
type retryRule struct {
	Retry
	start startRule // of the order that it then is
}

func (d *department) makeRetryRule(active []uint16, flow int) *retryRule {
	m := d.model
	s := m.termsOf(flow)
	if s == nil || s.Retry == nil || m.Flows[flow].Segment < 0 {
		return nil
	}
	stream := d.batch.streams[flow]
	first := m.Flows[flow].First
	r := &retryRule{Retry: *s.Retry, start: startRule{flow: flow, stream: stream, terms: m.termsUnder(active, stream)}}
	r.start.edge = edgeRule{to: first, agent: m.Steps[first].Department, which: m.makeWhichRule(active, first)}
	for _, other := range m.steps(first)[1:] {
		r.start.edge.others = append(r.start.edge.others, edgeRule{to: other, agent: m.Steps[other].Department})
	}
	return r
}

// balks tells whether the customer of an order that has just arrived sees too
// many waiting and goes away.
func (p *part) balks(t *token, r *stepRule) bool {
	if !isStarted(t.item) {
		if s, _ := orderOf(t.item); len(p.dept.model.Streams[s].Backlog) > 0 {
			return false // they have waited already
		}
	}
	return t.visit == 0 && int64(p.teams[t.team].queue.len()) > r.balk.Above &&
		p.key.Uniform(t.item, draw.At(t.step, 0, draw.Balk, 0)) < r.balk.Chance
}

// again lets the customer who gave an order up try once more, later: an order of
// its own, whose identity comes from the one that was given up.
func (p *part) again(lost uint64, r *retryRule, now Tick) {
	if p.key.Uniform(lost, draw.At(0, 0, draw.Return, 0)) >= r.Chance {
		return
	}
	m := p.dept.model
	at := later(now, max(1, r.After.Ticks(p.key.Uniform(lost, draw.At(0, 0, draw.Return, 1)))))
	if at >= m.End {
		return
	}
	item := p.past.child(p.key, lost, draw.At(0, 0, draw.Return, 0))
	due, giveUp := p.placeOrder(&r.start, item, noStep, at)
	edge := &r.start.edge
	if edge.which != nil {
		edge = edge.other(edge.which.choose(p.key, item, 0, func(int) Tick { return at }))
	}
	first, agent := edge.to, edge.agent
	if agent == p.dept.index {
		slot := p.newToken()
		p.tokens[slot] = token{
			item: item, due: due, giveUp: giveUp, account: -1, step: uint16(first), prevStep: noStep,
			local: p.dept.batch.local[first], state: stateComing, flags: tokenReleased, refs: 1,
		}
		p.push(event{at: at, ref: slot, class: classArrive})
		return
	}
	out := entry{at: at, item: item, due: due, giveUp: giveUp, kind: entryArrive, step: uint16(first), extra: noStep}
	if due != Never {
		out.flags |= hasDue
	}
	if giveUp != Never {
		out.flags |= hasGiveUp
	}
	p.dept.out(agent).add(p.world, &out)
}
