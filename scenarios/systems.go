package scenarios

import "ripple/sim/draw"

// system is something steps need.
type system struct {
	node         *node
	name         string
	runByNode    *node
	runBy        int
	manual       bool
	manualWork   float64
	manualErrors float64
	up, down     draw.Dist
}

func (org *organisation) readSystems(f *fields) {
	org.systemAt = map[string]int{}
	n := f.get("systems")
	if n == nil {
		return
	}
	for _, e := range n.named("systems", maxSystems) {
		if !e.key.checkName("a system") {
			continue
		}
		org.systemAt[e.key.text] = len(org.systems)
		org.systems = append(org.systems, readSystem(e))
	}
}

func readSystem(e entry) *system {
	s := &system{node: e.key, name: e.key.text, runBy: -1}
	f := e.body("system")
	f.checkAbout()
	s.runByNode = f.get("run-by")
	stated := ""
	if n := f.get("when-down"); n != nil {
		stated, _ = n.choice("`when-down`", "stop", "manual")
	}
	if n := f.get("manual"); n != nil {
		s.manual = true
		s.manualWork, s.manualErrors = n.manual()
		if stated == "stop" {
			n.fail("write `when-down: manual`, or leave out `manual`", "`%s` stops when it is down, so there is no way to go on by hand", s.name)
		}
	} else if stated == "manual" {
		f.get("when-down").fail("for example `manual: {work: x 1.8, errors: 6 %}`", "`%s` needs `manual`: how much more work is it by hand?", s.name)
	}
	if n := f.get("fails"); n != nil {
		s.readFailures(n)
	}
	return s
}

// manual reads how work goes on without a system: {work: x 1.8, errors: 6 %}.
func (n *node) manual() (work, errors float64) {
	f := n.fields("manual")
	work = 1
	if w := f.need("work"); w != nil {
		work, _ = w.factor("more work by hand", 0.01, 1000)
	}
	if e := f.get("errors"); e != nil {
		errors, _ = e.share("more mistakes by hand", 0, maxErrors)
	}
	return work, errors
}

func (s *system) readFailures(n *node) {
	f := n.fields("failures")
	every := f.need("every")
	length := f.need("for")
	if every == nil || length == nil {
		return
	}
	up, ok1 := every.distribution("the time between failures", parseElapsed)
	down, ok2 := length.distribution("the length of a failure", parseElapsed)
	if !ok1 || !ok2 {
		return
	}
	const tenMinutes = 10 * 60_000
	if up.Mean() < tenMinutes {
		every.fail("at least 10m on average", "a system that fails so often is down")
		return
	}
	if down.Mean() <= 0 {
		length.fail("", "a failure takes some time")
		return
	}
	s.up, s.down = up, down
}

func (org *organisation) resolveSystems() {
	for _, s := range org.systems {
		if s.runByNode != nil {
			s.runBy = s.runByNode.find("a department", org.departmentAt)
		}
	}
}
