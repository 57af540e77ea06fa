package sim

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"ripple/broker"
	"ripple/sim/draw"
)

// Options say how to run a model. None of them changes a number, except
// Replications and Seed. The zero value runs the model as it is.
type Options struct {
	Replications int     // 0: the model's
	Seed         *uint64 // nil: the model's
	// Batch is how many replications are simulated in lockstep; 0: a good number.
	Batch int
	// Groups is how many batches run side by side; 0: one.
	Groups int
	// First is the first replication, counted from 0.
	First int
	// Trace collects itineraries, pairs them and fills the ledger.
	Trace bool
	// Follow, when not nil, says whose itineraries to hand out. It implies Trace.
	Follow *Follow
	// EarlyFork lets every arm begin at tick 0 instead of at the first moment
	// it can differ, and simulates arms that cannot differ at all.
	EarlyFork bool
	// Events is called with what happens in one world (Watch), from several
	// goroutines.
	Events func(broker.Event)
	Watch  Watch
	// Sample, when positive, fills World.Samples with how things stood at every
	// such stretch of time, from SampleFrom on.
	Sample, SampleFrom Tick
	// Forecast, when not nil, looks ahead from a moment of one replication. World k of
	// Result.Worlds is then alone in its row: the arm that is looked ahead in, with the
	// chance of replication First+k from that moment on.
	Forecast *Forecast
	// Progress is called now and then with the share done, 0 to 1.
	Progress func(done float64)
	// Stall ends the run when an agent gives no sign of life for so long; 0: 30 seconds.
	Stall time.Duration
	// Statistics, when not nil, is filled with what the run took.
	Statistics *Statistics
	// window and stretch, when positive, fix how far agents work in a round,
	// and for how long orders are placed at once: tests of their making no difference.
	window, stretch Tick
	// singly looks at every pair of orders by itself: a test of its making no difference.
	singly bool
}

// Watch picks a world: an arm and a replication counted from 0.
type Watch struct {
	Arm         int
	Replication int
}

// Statistics tell what a run took.
type Statistics struct {
	mu     sync.Mutex
	Events int64 // gone through by all agents
	Steps  int64 // finished, in all worlds
	Rounds int64 // of the clocks
}

func (s *Statistics) add(events, steps int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Events += events
	s.Steps += steps
}

// Run simulates a model over the bus: all its arms, in as many replications
// as asked. It returns no result when anything went wrong: a number is right
// or it is not there.
func Run(ctx context.Context, m *Model, b *broker.Broker, o Options) (*Result, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if o.Replications == 0 {
		o.Replications = m.Replications
	}
	if o.Replications < 1 {
		return nil, errors.New("at least one replication is needed")
	}
	seed := m.Seed
	if o.Seed != nil {
		seed = *o.Seed
	}
	if o.SampleFrom < 0 || o.SampleFrom > m.Until {
		return nil, fmt.Errorf("samples from %s, which is no moment of the run", m.When(o.SampleFrom))
	}
	names, err := o.Follow.names(m)
	if err != nil {
		return nil, err
	}
	o.Trace = o.Trace || o.Follow != nil
	var out *outlook
	if f := o.Forecast; f != nil {
		if err := f.check(m, &o); err != nil {
			return nil, err
		}
		m = m.only(f.Arm)
		if out = (&outlook{from: f.From, lived: draw.NewKey(seed, uint32(f.Lived))}); f.Until > 0 {
			m.Until, out.until = f.Until, later(f.Until, m.Handoff)
		}
	}
	forks, mirror := arrange(m, o.EarlyFork && out == nil)
	if o.Batch <= 0 {
		o.Batch = max(1, defaultWorlds/(len(forks)+1))
	}
	o.Batch = min(o.Batch, o.Replications)
	o.Groups = max(1, o.Groups)
	if o.Stall <= 0 {
		o.Stall = 30 * time.Second
	}
	result := &Result{Model: m, Seed: seed, Replications: o.Replications, Worlds: make([][]World, o.Replications), Traced: o.Trace}
	if o.Follow != nil {
		result.Journeys = make([]Journeys, o.Replications)
	}
	ahead := newLookahead(m)
	share := newShare(o, m)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	slots := make(chan struct{}, o.Groups)
	var wg sync.WaitGroup
	var mu sync.Mutex
	var failed error
	for first := 0; first < o.Replications; first += o.Batch {
		slots <- struct{}{}
		if ctx.Err() != nil {
			break
		}
		g := &batch{
			model: m, run: broker.NewRun(), first: o.First + first, reps: min(o.Batch, o.Replications-first), arms: len(m.Arms),
			agents: len(m.Departments) + 1, customers: m.customersAgent(), clock: len(m.Departments) + 1,
			local: localSteps(m), streams: startedStreams(m), waiting: waitingFor(m), ahead: ahead, outlook: out, forks: slices.Clone(forks), parents: parents(forks, mirror), trace: o.Trace, sample: o.Sample, sampleFrom: o.SampleFrom, follow: o.Follow, names: names,
			window: o.window, stretch: o.stretch, singly: o.singly, limits: limits{beat: o.Stall / 10, stall: o.Stall, missing: o.Stall / 3},
		}
		if o.Trace {
			g.leads = newLeads(m, g.waiting)
		}
		for rep := range g.reps {
			g.keys = append(g.keys, draw.NewKey(seed, uint32(g.first+rep)))
		}
		g.tap = newTap(m, g, o)
		wg.Go(func() {
			defer func() { <-slots }()
			worlds, journeys, err := g.simulate(ctx, b, mirror, share.of(g), o.Statistics)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				if failed == nil {
					failed = err
				}
				cancel(err)
				return
			}
			if out != nil {
				worlds = out.found(worlds)
			}
			copy(result.Worlds[first:], worlds)
			if journeys != nil {
				copy(result.Journeys[first:], journeys)
			}
		})
	}
	wg.Wait()
	if failed != nil {
		return nil, failed
	}
	if err := ctx.Err(); err != nil {
		return nil, context.Cause(ctx)
	}
	return result, nil
}

// defaultWorlds is how many worlds go into a batch: enough to spread the cost
// of a message over many, measured.
const defaultWorlds = 512

// simulate runs one batch: its agents, its clock, and what they found.
func (b *batch) simulate(ctx context.Context, bus *broker.Broker, mirror []int, progress func(Tick), stats *Statistics) ([][]World, []Journeys, error) {
	conn, err := bus.Dial("ripple clock")
	if err != nil {
		return nil, nil, err
	}
	defer conn.Close()
	k, err := newClock(b, conn)
	if err != nil {
		return nil, nil, err
	}
	k.progress = progress
	var agents []*agent
	for i := range b.agents {
		c, err := bus.Dial("ripple " + b.model.agentName(i))
		if err != nil {
			return nil, nil, err
		}
		defer c.Close()
		var w worker
		if i == b.customers {
			w = newCustomers(b)
		} else {
			w = newDepartment(b, i)
		}
		a, err := newAgent(b, c, i, w)
		if err != nil {
			return nil, nil, err
		}
		agents = append(agents, a)
	}
	var wg sync.WaitGroup
	for _, a := range agents {
		wg.Go(a.run)
	}
	found, err := k.run(ctx)
	for _, a := range agents {
		a.inbox.Close() // ends those still waiting
	}
	wg.Wait()
	if err != nil {
		return nil, nil, err
	}
	if stats != nil {
		stats.add(sum(k.events), 0)
		stats.mu.Lock()
		stats.Rounds += k.rounds
		stats.mu.Unlock()
	}
	return b.assemble(found, mirror, stats)
}

// assemble puts the findings of the agents together, world by world.
func (b *batch) assemble(found [][]byte, mirror []int, stats *Statistics) ([][]World, []Journeys, error) {
	var market []marketFindings
	if err := decodeFindings(found[b.customers], &market); err != nil {
		return nil, nil, err
	}
	departments := make([][]departmentFindings, len(b.model.Departments))
	for d := range departments {
		if err := decodeFindings(found[d], &departments[d]); err != nil {
			return nil, nil, err
		}
	}
	worlds := make([][]World, b.reps)
	for rep := range worlds {
		worlds[rep] = make([]World, b.arms)
		for arm := range worlds[rep] {
			own := b.world(rep, arm)
			from := b.world(rep, mirror[arm])
			w := World{Segments: market[from].Segments, Suppliers: make([]SupplierResult, len(b.model.Suppliers)), Cost: market[from].Cost, Began: market[from].Began, Path: market[from].Path, UpstreamPath: market[from].UpstreamPath, Held: market[from].Held, Agreements: slices.Clone(market[from].Agreements)}
			for ref := range w.Against {
				w.Against[ref] = market[own].Pairs[ref]
				w.Ledger[ref] = market[own].Ledger[ref]
				w.Upstream[ref] = market[own].Upstream[ref]
				w.Carried[ref] = market[own].Carried[ref]
				w.Buffered[ref] = market[own].Buffered[ref]
			}
			if s := market[from].Samples; s != nil {
				own := *s
				w.Samples = &own
			}
			for d := range departments {
				if w.Samples != nil {
					w.Samples.Departments = append(w.Samples.Departments, departments[d][from].Samples)
				}
				if mirror[arm] == arm && stats != nil {
					stats.add(0, departments[d][own].Steps)
				}
				w.Departments = append(w.Departments, departments[d][from].Result)
				w.Cost += departments[d][from].Expense
				for i, a := range departments[d][from].Agreements {
					w.Agreements[i].Counted += a.Counted
					w.Agreements[i].Met += a.Met
				}
				w.Departments[d].LostWork = market[from].LostWork[d]
				if arm != DoNothing {
					w.Departments[d].Days = nil
				}
				for k, more := range departments[d][from].Supply {
					w.Suppliers[k].add(&more)
				}
			}
			if arm == DoNothing {
				w.AgreementDays = market[from].AgreedDays
				for d := range departments {
					addDays(w.AgreementDays, departments[d][from].AgreedDays)
				}
			}
			stand := [][]stands{market[from].Stands}
			for d := range departments {
				stand = append(stand, departments[d][from].Stands)
			}
			w.Stranded = b.stranded(market[from].Lost, market[from].Open, stand...)
			worlds[rep][arm] = w
		}
	}
	return worlds, b.journeys(market, departments, mirror), nil
}

// marketFindings are the customers' agent's results of one world.
type marketFindings struct {
	Segments   []SegmentResult
	Path       [][][NumCauses]Tick
	Agreements []AgreementResult
	AgreedDays [][]AgreementResult
	LostWork   []Tick // by department
	Cost       int64
	Began      Tick
	Pairs      [2][]Pairs
	Ledger     [2][][][NumCauses]Tick
	Carried    [2][][]Carried
	Buffered   [2][]Buffered
	// What is led upstream; nil: nothing is.
	Upstream     [2][][][NumCauses]Tick
	UpstreamPath [][][NumCauses]Tick
	Held         []HeldResult
	Lost         []Stranded
	Open         []openOrder
	Stands       []stands  // of these, on their way to the customers
	Journeys     *Journeys // of the replication, where they are asked for, with its baseline
	Samples      *Samples
}

// findings close the books of all worlds.
func (c *customers) findings() any {
	c.close()
	found := make([]marketFindings, len(c.worlds))
	for w, k := range c.worlds {
		f := &found[w]
		for ref := range f.Pairs {
			if ref == DoNothing && c.model.Arms[c.batch.arm(w)].Part {
				continue
			}
			f.Pairs[ref] = c.against[w][ref].pairs
			f.Ledger[ref] = c.against[w][ref].ledger
			here := c.worlds[c.batch.world(c.batch.rep(w), c.standIn(c.batch.arm(w)))]
			there := c.worlds[c.batch.world(c.batch.rep(w), c.standIn(ref))]
			addLedger(f.Ledger[ref], here.path, 1)
			addLedger(f.Ledger[ref], there.path, -1)
			if c.trace {
				f.Carried[ref] = c.against[w][ref].carried.account(c.model, f.Ledger[ref], here.passed, there.passed)
			}
			if c.leads != nil {
				f.Upstream[ref] = c.against[w][ref].led
				addLedger(f.Upstream[ref], here.upstream.path, 1)
				addLedger(f.Upstream[ref], there.upstream.path, -1)
				c.leadPairs(&c.against[w][ref], here, there)
				f.Buffered[ref] = c.buffered(c.against[w][ref].held, here, there)
			}
		}
		if k != nil {
			c.closePopulation(k)
			f.Samples = c.sampled(k)
			f.Segments, f.Path, f.Agreements, f.AgreedDays, f.LostWork, f.Cost = k.segments, k.path, k.agreements, k.agreedDays, k.lostWork, c.cost(k)
			f.Began = c.began(k)
			f.Lost, f.Open = k.stranded, k.open
			if len(k.open) > 0 {
				f.Stands = c.onTheWay(k)
			}
			if c.leads != nil {
				f.UpstreamPath, f.Held = k.upstream.path, k.upstream.held
			}
		}
	}
	for rep, j := range c.followed() {
		found[c.batch.world(rep, Baseline)].Journeys = &j
	}
	return found
}

func addLedger(to, from [][][NumCauses]Tick, sign Tick) {
	for s := range to {
		for d := range to[s] {
			for cause := range to[s][d] {
				to[s][d][cause] += sign * from[s][d][cause]
			}
		}
	}
}

// began is when the first inject began in one world; Never where none did before
// counting ended: how long it goes on then is no matter of one world.
func (c *customers) began(k *market) Tick {
	first := Never
	for _, t := range k.spans {
		if !c.model.Effects[t.effect].Response && t.began < c.model.Until {
			first = min(first, t.began)
		}
	}
	return first
}

// cost is what the responses cost in one world: once each, per day while they
// last, until counting ends, and per order where they re-promise open ones.
func (c *customers) cost(k *market) int64 {
	total := k.expense
	for _, t := range k.spans {
		e := &c.model.Effects[t.effect]
		if t.began >= c.model.Until {
			continue
		}
		total += e.Cost
		const day = 24 * 3600 * 1000
		total += int64(float64(float64(e.CostPerDay)*float64(min(t.end, c.model.Until)-t.began))/day + 0.5)
	}
	return total
}

func encodeFindings(v any) ([]byte, error) {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func decodeFindings(b []byte, v any) error {
	if err := gob.NewDecoder(bytes.NewReader(b)).Decode(v); err != nil {
		return fmt.Errorf("read an agent's results: %w", err)
	}
	return nil
}

// share adds up the progress of all batches.
type share struct {
	mu    sync.Mutex
	done  map[int]float64
	total float64
	end   float64
	tell  func(float64)
}

func newShare(o Options, m *Model) *share {
	if o.Progress == nil {
		return nil
	}
	return &share{done: map[int]float64{}, total: float64(o.Replications), end: float64(m.End), tell: o.Progress}
}

// of is the progress function of one batch.
func (s *share) of(g *batch) func(Tick) {
	if s == nil {
		return nil
	}
	return func(at Tick) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.done[g.first] = float64(g.reps) * float64(at) / s.end
		all := 0.0
		for _, d := range s.done {
			all += d
		}
		s.tell(all / s.total)
	}
}
