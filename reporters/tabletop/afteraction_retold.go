package tabletop

import (
	"slices"

	"ripple/reporters"
	"ripple/scenarios"
	"ripple/sim"
)

// retold is a file that is played again, with the arms that are of interest.
type retold struct {
	name          string
	model         *sim.Model
	room          int // its arm with all that was decided; doing nothing where that is nothing
	without       map[int]int
	beside        map[int]int
	played, lived *sim.Result
}

// retell makes what is played of a session's file. There are the arms that nobody wrote, the
// room's, one without each of some decisions of the script (by their places in it), and one with
// each of some roads beside all decisions.
func (r *review) retell(name string, script *scenarios.Session, without [][]int, roads []*road) (*retold, error) {
	p := *script
	p.Decisions = slices.Clone(script.Decisions)
	for _, w := range roads {
		for _, a := range w.actions {
			p.Decisions = append(p.Decisions, sessionDecision(w.at, a, w.deed.Words))
		}
	}
	s, err := r.load(&p)
	if err != nil {
		return nil, err
	}
	// The room's option holds all responses, and which arm has which is said here: so each has
	// its chance from the place in which the saved session has it, whoever else is there.
	t := &retold{name: name, model: s.Model.Narrowed(), room: sim.DoNothing, without: map[int]int{}, beside: map[int]int{}}
	if len(p.Decisions) == 0 {
		return t, nil
	}
	var responses []int // effects of the model, in the order of the option
	for e := range s.Model.Effects {
		if s.Model.Effects[e].Arms[Room] && s.Model.Effects[e].Response {
			responses = append(responses, e)
		}
	}
	var of [][]int // the effects of each of the script's decisions
	for i := range p.Decisions {
		n, err := r.original.Responses(&p.Decisions[i])
		if err != nil {
			return nil, err
		}
		of, responses = append(of, responses[:n]), responses[n:]
	}
	ours := len(script.Decisions)
	arm := func(label string, has func(decision int) bool) int {
		m := t.model
		m.Arms = append(m.Arms, sim.Arm{Name: label, Label: label})
		for e := range m.Effects {
			in := !m.Effects[e].Response
			for d := range of {
				in = in || has(d) && slices.Contains(of[d], e)
			}
			m.Effects[e].Arms = append(m.Effects[e].Arms, in)
		}
		return len(m.Arms) - 1
	}
	if ours > 0 {
		t.room = arm("what the room decided", func(d int) bool { return d < ours })
	}
	for i, gone := range without {
		if len(gone) == ours {
			t.without[i] = sim.DoNothing
			continue
		}
		t.without[i] = arm("without one decision", func(d int) bool { return d < ours && !slices.Contains(gone, d) })
	}
	next := ours
	for i, w := range roads {
		first := next
		next += len(w.actions)
		t.beside[i] = arm("with one more", func(d int) bool { return d < ours || d >= first && d < first+len(w.actions) })
	}
	return t, nil
}

// sessionDecision is an action as the session's file has it.
func sessionDecision(at sim.Tick, a Action, say string) scenarios.SessionDecision {
	return scenarios.SessionDecision{At: at, Choice: a.Choice, Sizes: a.Sizes, Text: a.Text, Say: say}
}

// prepare finds what is to be played: the decisions with each of them left out, and what could
// have been decided beside them.
func (r *review) prepare() error {
	script := r.st.script(false)
	var without [][]int
	place := 0
	for i := range r.st.Decisions {
		d := &r.st.Decisions[i]
		deed := r.decided(i)
		if n := len(d.Actions); n > 0 {
			var own []int
			for range n {
				own = append(own, place)
				place++
			}
			if len(without) < maxRetold {
				without = append(without, own)
				deed.Weighed = true
			} else {
				deed.Why = "too many decisions to play each of them again"
			}
		}
		r.deeds = append(r.deeds, deed)
	}
	r.roads = append(r.proposed(), r.unchosen()...)
	var together, apart []*road
	for _, w := range r.roads {
		if w.deed.Why != "" {
			continue
		}
		if len(together)+len(apart) == maxRoads {
			w.deed.Why = "too many to play each of them"
			continue
		}
		switch brings, err := r.bringsCustomers(script, w); {
		case err != nil:
			w.deed.Why = "it could not have been decided: " + err.Error()
		case brings:
			apart = append(apart, w)
		default:
			together = append(together, w)
		}
	}
	own, err := r.retell("the session", script, without, together)
	if err != nil {
		return err
	}
	r.runs = append(r.runs, own)
	k := 0
	for i := range r.deeds {
		if d := &r.deeds[i]; d.Weighed {
			d.With, d.Against = reporters.ArmOf{Arm: own.room}, reporters.ArmOf{Arm: own.without[k]}
			k++
		}
	}
	for i, w := range together {
		w.weigh(reporters.ArmOf{Arm: own.beside[i]}, reporters.ArmOf{Arm: own.room})
	}
	for _, w := range apart {
		one, err := r.retell("the session with "+w.deed.Does, script, nil, []*road{w})
		if err != nil {
			return err
		}
		w.weigh(reporters.ArmOf{Run: len(r.runs), Arm: one.beside[0]}, reporters.ArmOf{Run: len(r.runs), Arm: one.room})
		r.runs = append(r.runs, one)
	}
	return r.branched()
}

// bringsCustomers tells whether a road has customers of its own. Their orders would take the
// places of others' in the session's run, so it is played in one of its own.
func (r *review) bringsCustomers(script *scenarios.Session, w *road) (bool, error) {
	p := *script
	p.Decisions = slices.Clone(script.Decisions)
	for _, a := range w.actions {
		p.Decisions = append(p.Decisions, sessionDecision(w.at, a, w.deed.Words))
	}
	s, err := r.load(&p)
	if err != nil {
		return false, err
	}
	return len(s.Model.Streams) != len(r.saved.Model.Streams), nil
}

// branched plays the other branches, each in the file that it would be saved as.
func (r *review) branched() error {
	played := 0
	for _, b := range r.st.Branches {
		if b.Number == r.st.Branch {
			continue
		}
		w := &road{at: b.Now, deed: reporters.Deed{
			Kind: reporters.OtherWay, Words: b.Name, When: r.when(b.Now), Who: facilitator,
		}}
		r.roads = append(r.roads, w)
		other, err := fold(r.original, append(slices.Clone(r.events), Event{Line: len(r.events) + 1, Kind: Switched, Branch: r.st.Branch, Number: b.Number}))
		if err != nil {
			return err
		}
		w.deed.Does = r.doings(other.Decisions)
		if played == maxBranched {
			w.deed.Why = "too many to play each of them"
			continue
		}
		played++
		one, err := r.retell("branch "+b.Name, other.script(false), nil, nil)
		if err != nil {
			return err
		}
		w.weigh(reporters.ArmOf{Run: len(r.runs), Arm: one.room}, reporters.ArmOf{Arm: r.runs[0].room})
		r.runs = append(r.runs, one)
	}
	return nil
}
