package sim

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// check refuses models that the engine cannot run. Files are checked with far
// better messages before they become a model; this guards models made otherwise.
func (m *Model) check() error {
	bad := func(format string, args ...any) error { return fmt.Errorf("model: "+format, args...) }
	switch {
	case len(m.Departments) == 0:
		return bad("there is no department")
	case len(m.Calendars) == 0:
		return bad("there is no calendar")
	case len(m.Arms) < 2:
		return bad("the baseline and the do-nothing arm are missing")
	case m.From < 0 || m.Until <= m.From || m.End < m.Until:
		return bad("counting from %d until %d, with the end at %d, is no stretch of time", m.From, m.Until, m.End)
	case len(m.Steps) >= noStep:
		return bad("more than %d steps", noStep-1)
	case len(m.Effects) >= 1<<15:
		return bad("more than %d injects and responses", 1<<15-1)
	case m.Handoff <= 0:
		return bad("the usual handoff must be positive")
	}
	for i := range m.Calendars {
		if days := m.Calendars[i].Days; len(days) < 2 || days[0] > 0 || days[len(days)-1] < m.End {
			return bad("calendar %d does not cover the run", i)
		}
	}
	for i := range m.Departments {
		if len(m.Departments[i].Teams) == 0 {
			return bad("department %s has no team", m.Departments[i].Name)
		}
		if m.limitsBoth(i) {
			return bad("department %s has a limit, and one of its teams has, too", m.Departments[i].Name)
		}
	}
	if err := m.checkTurnover(); err != nil {
		return err
	}
	for i := range m.Streams {
		s := &m.Streams[i]
		if g := s.Gap.Mean(); s.HasDemand() && len(s.Times)+len(s.Slots) == 0 && (!(g >= 1) || math.IsInf(g, 0)) {
			return bad("stream %s: orders must be at least a millisecond apart on average", s.Name)
		}
		if x := s.Machines; x != nil && (x.Most < max(1, x.Start) || x.Start < 0 || x.Per < 0) {
			return bad("stream %s: %d machines at first, of at most %d", s.Name, x.Start, x.Most)
		}
		if s.Retry != nil && (s.Retry.After.Min() < 1 || m.splits(s.Flow)) {
			return bad("stream %s: orders come again at once, or are in several places", s.Name)
		}
		if a := s.Asks; a != nil && (a.Every.IsZero() || m.Flows[a.Flow].Segment < 0 || m.termsOf(a.Flow) == nil) {
			return bad("stream %s: nobody can be asked by flow %s", s.Name, m.Flows[a.Flow].Name)
		}
		if !m.checkBacklog(s) {
			return bad("stream %s: some of its open orders cannot go on where they stand", s.Name)
		}
		if !s.checkTimes() {
			return bad("stream %s: its moments are out of order", s.Name)
		}
	}
	for i := range m.Agreements {
		a := &m.Agreements[i]
		switch {
		case a.Within.IsZero():
			return bad("agreement %s gives no time", a.Name)
		case a.Penalty < 0 || a.Penalty > math.MaxUint32 || a.Penalty > 0 && a.Step >= 0:
			return bad("agreement %s: no penalty of %d cents", a.Name, a.Penalty)
		case a.Step >= 0 && m.Steps[a.Step].Flow != a.Flow:
			return bad("agreement %s is about a step of another flow", a.Name)
		}
	}
	for i := range m.Segments {
		s := &m.Segments[i]
		// Over the longest run the sum fits.
		if pays := float64(s.PaysPerYear) * float64(s.Customers); s.PaysPerYear < 0 || pays > 1e16 || len(s.Accounts) > 0 && s.Customers != int64(len(s.Accounts)) {
			return bad("segment %s: %d customers, %d accounts, %d cents a year", s.Name, s.Customers, len(s.Accounts), s.PaysPerYear)
		}
		if !m.checkCounters(s) {
			return bad("segment %s: one of its outcomes counts nothing", s.Name)
		}
	}
	for i := range m.Segments[:m.External()] {
		if m.Segments[i].Internal {
			return bad("segment %s is internal and does not stand after all others", m.Segments[i].Name)
		}
	}
	for i := range m.Steps {
		s := &m.Steps[i]
		if len(s.Needs) > 16 {
			return bad("step %s needs %d systems, more than 16", s.Name, len(s.Needs))
		}
		for j, g := range s.Gives {
			for _, other := range s.Gives[:j] {
				if g.Stock == other.Stock {
					return bad("step %s gives to stock %s twice", s.Name, m.Stocks[g.Stock].Name)
				}
			}
		}
		if err := m.checkStarts(s); err != nil {
			return err
		}
		if err := s.Batch.check(s); err != nil {
			return err
		}
		if err := m.checkReply(s); err != nil {
			return err
		}
		if len(s.Outcomes) == 0 || len(s.Outcomes) > 255 {
			return bad("step %s has %d outcomes", s.Name, len(s.Outcomes))
		}
		if s.Need != nil && (m.Flows[s.Flow].First == i || len(s.Join) > 1 || s.Need.Only != nil && !m.Flows[s.Flow].decides(s.Need.Only)) {
			return bad("step %s cannot be left out like this", s.Name)
		}
		if err := m.checkTeams(s); err != nil {
			return err
		}
		if s.Answers && !m.begins(s.Flow, i) {
			return bad("step %s ends patience and is not the first of its flow", s.Name)
		}
		sizes := []*Attribute{s.Times}
		for _, a := range slices.Concat(s.Takes, s.Gives) {
			sizes = append(sizes, a.Per)
		}
		for _, a := range sizes {
			if a != nil && (a.Words != nil || !slices.Contains(m.Flows[s.Flow].Attributes, a)) {
				return bad("step %s goes by %s, which is no number of flow %s", s.Name, a.Name, m.Flows[s.Flow].Name)
			}
		}
		if !m.checkWhichever(i) {
			return bad("step %s cannot be done by several departments like this", s.Name)
		}
		for _, e := range s.edges() {
			fits := true
			e.Each(func(e *Edge) {
				fits = fits && (len(e.Instead) > 0) == (e.To >= 0 && m.Steps[e.To].Need != nil)
				fits = fits && (e.To < 0 && len(e.Others) == 0 || e.To >= 0 && len(e.Others) == len(m.steps(e.To))-1)
			})
			if !fits {
				return bad("a way from step %s does not say where items go that do not need the next step", s.Name)
			}
		}
		for _, o := range s.Outcomes {
			if len(o.Next) == 0 || len(o.Next) > 255 {
				return bad("outcome %q of step %s leads to %d steps", o.Name, s.Name, len(o.Next))
			}
			if o.If != nil && !m.Flows[s.Flow].decides(o.If) {
				return bad("the condition of outcome %q of step %s is not about attributes of flow %s", o.Name, s.Name, m.Flows[s.Flow].Name)
			}
		}
	}
	for i := range m.Streams {
		s := &m.Streams[i]
		has := m.Flows[s.Flow].Attributes
		if s.PromiseBy != nil && (!slices.Contains(has, s.PromiseBy) || len(s.Promises) != len(s.PromiseBy.Words)) || s.ValuePer != nil && !slices.Contains(has, s.ValuePer) {
			return bad("stream %s has terms by attributes that its orders do not have", s.Name)
		}
	}
	for i := range m.Flows {
		if by := m.Flows[i].PriorityBy; by != nil && by.Words == nil {
			return bad("flow %s has its priority by %s, which is a number", m.Flows[i].Name, by.Name)
		}
	}
	if err := m.checkStocks(); err != nil {
		return err
	}
	for i := range m.Effects {
		e := &m.Effects[i]
		for _, c := range e.Changes {
			fits := true
			switch c.Param {
			case ParamGuard:
				s := &m.Steps[c.Target]
				fits = c.Guard != nil && s.Outcomes[c.Index].If != nil && m.Flows[s.Flow].decides(c.Guard)
			case ParamOnlyIf:
				s := &m.Steps[c.Target]
				fits = c.Guard != nil && s.Need != nil && m.Flows[s.Flow].decides(c.Guard)
			case ParamNeed:
				fits = m.Steps[c.Target].Need != nil
			case ParamNever, ParamAtMost:
				fits = m.Steps[c.Target].Reply != nil
			case ParamChase:
				fits = m.Steps[c.Target].Reply != nil && m.Steps[c.Target].Reply.Chase != nil
			}
			if !fits {
				return bad("effect %s changes something of step %s that it does not have", e.Name, m.Steps[c.Target].Name)
			}
		}
		if len(e.Arms) != len(m.Arms) {
			return bad("effect %s does not say in which arms it exists", e.Name)
		}
		if c := e.When.Condition; c != nil && c.Every <= 0 {
			return bad("effect %s: the condition must be checked at positive distances of time", e.Name)
		}
		if e.Arms[Baseline] {
			return errors.New("model: an effect exists in the baseline")
		}
		for _, c := range e.Changes {
			if c.Param == ParamBatch {
				if err := c.Batch.check(&m.Steps[c.Target]); err != nil {
					return err
				}
			}
		}
		for arm := range m.Arms {
			if e.Arms[DoNothing] && arm != Baseline && !e.Arms[arm] && !m.Arms[arm].Part {
				return bad("inject %s is missing in arm %s", e.Name, m.Arms[arm].Name)
			}
		}
	}
	return nil
}

// decides tells whether a guard is about the flow's own attributes.
func (f *Flow) decides(g *Guard) bool {
	for i := range g.Clauses {
		if !slices.Contains(f.Attributes, g.Clauses[i].Attribute) {
			return false
		}
	}
	return true
}

// edges are all edges that leave the step, without those in their place.
func (s *Step) edges() []*Edge {
	var all []*Edge
	for o := range s.Outcomes {
		for i := range s.Outcomes[o].Next {
			all = append(all, &s.Outcomes[o].Next[i])
		}
	}
	if s.BackTo.To >= 0 {
		all = append(all, &s.BackTo)
	}
	return all
}

func (m *Model) checkStocks() error {
	for i := range m.Stocks {
		k := &m.Stocks[i]
		bad := func(format string, args ...any) error {
			return fmt.Errorf("model: stock %s "+format, append([]any{k.Name}, args...)...)
		}
		if len(k.Reorders) > maxRules {
			return bad("has %d reorder rules, more than %d", len(k.Reorders), maxRules)
		}
		for r := range k.Reorders {
			sum := 0.0
			for _, s := range k.Reorders[r].Sources {
				sum += s.Share
				if (s.Flow < 0) == (s.Supplier < 0) || s.Flow >= len(m.Flows) || s.Supplier >= len(m.Suppliers) {
					return bad("is ordered from flow %d and supplier %d: one of them", s.Flow, s.Supplier)
				}
			}
			if math.Abs(sum-1) > 1e-9 {
				return bad("is ordered from sources whose shares add up to %g", sum)
			}
		}
		for _, s := range k.Substitutes {
			if s == i || s < 0 || s >= len(m.Stocks) || m.Stocks[s].Department != k.Department {
				return bad("cannot have stock %d as its substitute", s)
			}
		}
	}
	for i := range m.Steps {
		if s := m.Steps[i].Supply; s != nil && (s.Supplier < 0 || s.Supplier >= len(m.Suppliers)) {
			return fmt.Errorf("model: step %s is ordered from supplier %d", m.Steps[i].Name, s.Supplier)
		}
	}
	return nil
}

func (m *Model) checkTeams(s *Step) error {
	teams := m.Departments[s.Department].Teams
	switch by := s.TeamBy; {
	case len(teams) > 255:
		return fmt.Errorf("model: department %s has more than 255 teams", m.Departments[s.Department].Name)
	case by != nil && (!slices.Contains(m.Flows[s.Flow].Attributes, by) || len(s.Teams) != len(by.Words)):
		return fmt.Errorf("model: step %s has its team by an attribute that does not say which", s.Name)
	case by == nil && len(s.Teams) == 1:
		return fmt.Errorf("model: step %s is done by one of one team", s.Name)
	}
	for i, t := range s.Teams {
		if t < 0 || t >= len(teams) || s.TeamBy == nil && slices.Contains(s.Teams[:i], t) {
			return fmt.Errorf("model: step %s is done by a team that does not exist, or by one twice", s.Name)
		}
	}
	return nil
}
