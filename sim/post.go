package sim

import "ripple/broker"

// post is what every agent sends in one window: a parcel for each agent it
// hands something to.
type post struct {
	batch *batch
	outs  []*parcelOut // by agent; nil until first used
	used  []int        // agents with an out
	err   error        // the first thing that went wrong
}

func newPost(b *batch) post { return post{batch: b, outs: make([]*parcelOut, b.agents)} }

// out is the parcel for an agent.
func (p *post) out(agent int) *parcelOut {
	o := p.outs[agent]
	if o == nil {
		o = newParcelOut(p.batch.worlds(), broker.HeaderSize)
		p.outs[agent] = o
		p.used = append(p.used, agent)
	}
	return o
}

// fail notes the first error; the run ends with it.
func (p *post) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

func (p *post) failure() error { return p.err }

func (p *post) mail() *post { return p }
