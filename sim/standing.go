package sim

import "encoding/binary"

// standing is an item's stay, so far, at the step where it is when the run ends.
type standing struct {
	Item   uint64
	Record []byte
}

// appendStood appends the record of a token's stay at its step until now, though
// that is not done.
func (p *part) appendStood(b []byte, slot uint32, now Tick) []byte {
	ticks := p.stoodFor(slot, now)
	t := &p.tokens[slot]
	return appendRecord(b, now, t.step, t.visit, t.prevStep, t.prevVisit, &ticks)
}

// stoodFor are the causes of a token's stay at its step until now, though that is not
// done.
func (p *part) stoodFor(slot uint32, now Tick) [NumCauses]Tick {
	t := &p.tokens[slot]
	p.spend(t, now)
	ticks := p.causesOf(t, now)
	if t.state == stateTogether { // what passed since its batch was released
		carrier := &p.tokens[p.batches.by[slot]]
		p.spend(carrier, now)
		for cause, spent := range p.causesOf(carrier, now) {
			ticks[cause] += spent
			ticks[CauseClosed] -= spent
		}
	}
	roadSoFar(&ticks)
	return ticks
}

// roadSoFar corrects the causes of a stay that ended on the road, of which the whole
// is booked.
func roadSoFar(ticks *[NumCauses]Tick) {
	for _, work := range []Cause{CauseWork, CauseRework} {
		if over := -ticks[work]; over > 0 {
			ticks[work], ticks[CauseTravel] = 0, ticks[CauseTravel]-over
		}
	}
}

// tellStood lets the customers' agent know of the stay of an item that is lost
// here. Like a step's record it travels with what is sent anyhow.
func (p *part) tellStood(slot uint32, now Tick) {
	out := p.dept.out(p.dept.batch.customers)
	out.open(p.world)
	out.frame = binary.LittleEndian.AppendUint64(append(out.frame, byte(entryStood)), p.tokens[slot].item)
	out.frame = p.appendStood(out.frame, slot, now)
}

// standing are the items that are here when the run ends, where items are followed.
func (p *part) standing() []standing {
	if p.dept.batch.follow == nil {
		return nil
	}
	var all []standing
	for slot := range p.tokens {
		switch t := &p.tokens[slot]; {
		case t.state == stateFree, t.state == stateComing, t.flags&(tokenPieces|tokenCarrier) != 0:
		default:
			all = append(all, standing{t.item, p.appendStood(nil, uint32(slot), p.dept.model.End)})
		}
	}
	return all
}

// journeys puts together what the customers' agent and the departments know of the items
// that are followed.
func (b *batch) journeys(market []marketFindings, departments [][]departmentFindings, mirror []int) []Journeys {
	if b.follow == nil {
		return nil
	}
	all := make([]Journeys, b.reps)
	for rep := range all {
		all[rep] = *market[b.world(rep, Baseline)].Journeys
		for i, arm := range b.follow.Arms {
			under := map[uint64][]*Journey{} // what may be under way
			for k := range all[rep].Inside[i] {
				j := &all[rep].Inside[i][k]
				under[j.Item] = append(under[j.Item], j)
			}
			for k := range all[rep].Orders {
				if j := &all[rep].Orders[k].Arms[i]; j.End == JourneyUnfinished || j.End != JourneyNever && j.Segment < 0 {
					under[j.Item] = append(under[j.Item], j)
				}
			}
			for d := range departments {
				for _, s := range departments[d][b.world(rep, mirror[arm])].Standing {
					for _, j := range under[s.Item] {
						j.stands(s.Record)
					}
				}
			}
			for _, same := range under {
				for _, j := range same {
					j.sort()
					if j.End == JourneyUnfinished {
						j.arrive()
					}
				}
			}
		}
	}
	return all
}

// stands adds the step at which an item is when the run ends.
func (j *Journey) stands(record []byte) {
	s := readStep(record)
	s.Open = true
	if j.Segment < 0 {
		if len(j.Steps) == 0 {
			j.Placed = s.Arrived
		}
		j.End, j.Ended = JourneyUnfinished, s.Left
	}
	j.Steps = append(j.Steps, s)
}
