package broker

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const testRun = "test"

// capture returns a connection whose messages arrive in the slice returned
// instead of at the server, and its broker.
func capture(t testing.TB, chunk int) (c *Conn, messages func() [][]byte) {
	var taken [][]byte
	b := start(t, Options{Chunk: chunk, Intercept: func(_ string, data []byte) [][]byte {
		taken = append(taken, bytes.Clone(data))
		return nil
	}})
	return dial(t, b, "sender"), func() [][]byte {
		all := taken
		taken = nil
		return all
	}
}

// accept feeds the messages to a receiver and returns the parcels completed
// and the first error.
func accept(r *Receiver, messages [][]byte) (all []Parcel, err error) {
	for _, m := range messages {
		p, complete, err := r.Accept(m)
		if err != nil {
			return all, err
		}
		if complete {
			all = append(all, p)
		}
	}
	return all, nil
}

func TestParcelsArriveWholeInWhateverOrderTheirPartsCome(t *testing.T) {
	c, messages := capture(t, 10)
	rapid.Check(t, func(t *rapid.T) {
		messages()
		sizes := rapid.SliceOfN(rapid.IntRange(0, 45), 1, 8).Draw(t, "sizes")
		framed := rapid.Bool().Draw(t, "framed")
		out := map[int]*Outbox{3: NewOutbox(c, testRun, 3), 5: NewOutbox(c, testRun, 5)}
		sent := map[string][]byte{}
		for k, size := range sizes {
			from := []int{3, 5}[k%2]
			payload := make([]byte, size)
			for j := range payload {
				payload[j] = byte(k*50 + j)
			}
			var err error
			if framed {
				err = out[from].SendFramed(7, "x", byte(k), append(make([]byte, HeaderSize), payload...))
			} else {
				err = out[from].Send(7, "x", byte(k), payload)
			}
			if err != nil {
				t.Fatal(err)
			}
			sent[fmt.Sprint(from, " ", out[from].Sent(7), " ", k)] = payload
		}
		parcels, err := accept(NewReceiver(testRun, 7), rapid.Permutation(messages()).Draw(t, "order"))
		if err != nil {
			t.Fatal(err)
		}
		if len(parcels) != len(sent) {
			t.Errorf("%d parcels sent, %d received", len(sent), len(parcels))
		}
		for _, p := range parcels {
			want, ok := sent[fmt.Sprint(p.From, " ", p.Number, " ", p.Kind)]
			if !ok || !bytes.Equal(p.Payload, want) {
				t.Errorf("received %+v, sent %v", p, want)
			}
		}
	})
}

// Any set of messages lost, repeated or reordered is either without effect or
// an error: never a parcel missing, invented or changed that nobody notices.
func TestEveryLossAndRepetitionIsFound(t *testing.T) {
	c, messages := capture(t, 10)
	rapid.Check(t, func(t *rapid.T) {
		messages()
		out := NewOutbox(c, testRun, 3)
		for _, size := range rapid.SliceOfN(rapid.IntRange(0, 35), 1, 6).Draw(t, "sizes") {
			if err := out.Send(7, "x", 1, make([]byte, size)); err != nil {
				t.Fatal(err)
			}
		}
		all := messages()
		var arrived [][]byte
		intact := true
		for k, m := range all {
			times := rapid.SampledFrom([]int{1, 1, 1, 1, 0, 2}).Draw(t, fmt.Sprint("times ", k))
			intact = intact && times == 1
			for range times {
				arrived = append(arrived, m)
			}
		}
		if len(arrived) > 0 {
			arrived = rapid.Permutation(arrived).Draw(t, "order")
		}
		r := NewReceiver(testRun, 7)
		_, err := accept(r, arrived)
		if err == nil {
			err = r.Check(3, out.Sent(7))
		}
		if intact && err != nil {
			t.Errorf("nothing was wrong: %v", err)
		}
		var p *ParcelError
		if !intact && (!errors.As(err, &p) || p.From != 3 || p.To != 7 || p.Number == 0) {
			t.Errorf("not noticed: %v", err)
		}
	})
}

func TestParcelsAreNumberedForEachReceiverByItself(t *testing.T) {
	c, messages := capture(t, 0)
	out := NewOutbox(c, testRun, 1)
	for _, to := range []int{4, 5, 4, 4, 5} {
		if err := out.Send(to, "x", 0, nil); err != nil {
			t.Fatal(err)
		}
	}
	if out.Sent(4) != 3 || out.Sent(5) != 2 || out.Sent(6) != 0 {
		t.Errorf("sent %d, %d and %d", out.Sent(4), out.Sent(5), out.Sent(6))
	}
	all := messages()
	r := NewReceiver(testRun, 5)
	if _, err := accept(r, [][]byte{all[1], all[4]}); err != nil {
		t.Fatal(err)
	}
	if r.Through(1) != 2 || r.Through(2) != 0 || !slices.Equal(r.Senders(), []int{1}) {
		t.Errorf("through %d from %v", r.Through(1), r.Senders())
	}
}

func TestWhatCannotBeOursIsRefused(t *testing.T) {
	c, messages := capture(t, 10)
	if err := NewOutbox(c, testRun, 1).Send(2, "x", 9, make([]byte, 25)); err != nil {
		t.Fatal(err)
	}
	good := messages()
	if err := NewOutbox(c, testRun, 1).Send(2, "x", 8, make([]byte, 25)); err != nil {
		t.Fatal(err)
	}
	otherKind := messages()
	if err := NewOutbox(c, testRun, 1).Send(2, "x", 9, nil); err != nil {
		t.Fatal(err)
	}
	whole := messages()
	change := func(at int, to byte) []byte {
		m := bytes.Clone(good[0])
		m[at] = to
		return m
	}
	for name, test := range map[string]struct {
		messages [][]byte
		run      string
		self     int
		want     string
	}{
		"empty":            {messages: [][]byte{nil}, want: "0 bytes are no parcel"},
		"header cut":       {messages: [][]byte{good[0][:HeaderSize-1]}, want: "47 bytes are no parcel"},
		"something else":   {messages: [][]byte{bytes.Repeat([]byte("x"), 80)}, want: "it opens with 78 78 78"},
		"another version":  {messages: [][]byte{change(2, 9)}, want: "no parcel of this version"},
		"part cut":         {messages: [][]byte{good[0][:HeaderSize+9]}, want: "part 1 of 3 holds 9 bytes instead of 10"},
		"part too long":    {messages: [][]byte{append(bytes.Clone(good[2]), 0)}, want: "part 3 of 3 holds 6 bytes instead of 5"},
		"part beyond":      {messages: [][]byte{change(12, 3)}, want: "part 4 of 3"},
		"parts too many":   {messages: [][]byte{change(16, 4)}, want: "25 bytes in chunks of 10 do not make 4 parts"},
		"no chunk":         {messages: [][]byte{change(20, 0)}, want: "25 bytes in chunks of 0"},
		"immense":          {messages: [][]byte{change(39, 1)}, want: "do not make 3 parts"},
		"number 0":         {messages: [][]byte{change(24, 0)}, want: "numbered from 1"},
		"another run":      {messages: good, run: "other", want: "parcel 1 from agent 1 to agent 2: belongs to another run"},
		"another receiver": {messages: good, self: 3, want: "parcel 1 from agent 1 to agent 3: is addressed to agent 2"},
		"part twice":       {messages: [][]byte{good[0], good[0]}, want: "parcel 1 from agent 1 to agent 2: part 1 of 3 came twice"},
		"whole twice":      {messages: [][]byte{whole[0], whole[0]}, want: "parcel 1 from agent 1 to agent 2: came twice"},
		"part of complete": {messages: [][]byte{good[0], good[1], good[2], good[1]}, want: "parcel 1 from agent 1 to agent 2: came twice"},
		"two kinds":        {messages: [][]byte{good[0], otherKind[1]}, want: "parts contradict each other"},
		"two sizes":        {messages: [][]byte{good[0], whole[0]}, want: "parts contradict each other"},
	} {
		t.Run(name, func(t *testing.T) {
			run, self := testRun, 2
			if test.run != "" {
				run = test.run
			}
			if test.self != 0 {
				self = test.self
			}
			_, err := accept(NewReceiver(run, self), test.messages)
			contains(t, err, test.want)
			var p *ParcelError
			if !errors.As(err, &p) {
				t.Errorf("%T", err)
			}
		})
	}
}

func TestCheckNamesWhatIsMissing(t *testing.T) {
	c, messages := capture(t, 10)
	out := NewOutbox(c, testRun, 1)
	for _, size := range []int{5, 25, 5, 5} {
		if err := out.Send(2, "x", 0, make([]byte, size)); err != nil {
			t.Fatal(err)
		}
	}
	all := messages() // parcel 1, three parts of parcel 2, parcels 3 and 4
	for name, test := range map[string]struct {
		arrived  []int
		promised uint64
		want     string // "" for no error
	}{
		"all":             {[]int{0, 1, 2, 3, 4, 5}, 4, ""},
		"none expected":   {nil, 0, ""},
		"none came":       {nil, 2, "parcel 1 from agent 1 to agent 2: is missing"},
		"first lost":      {[]int{1, 2, 3, 4, 5}, 4, "parcel 1 from agent 1 to agent 2: is missing"},
		"part lost":       {[]int{0, 1, 3, 4, 5}, 4, "parcel 2 from agent 1 to agent 2: is incomplete: 2 of 3 parts came"},
		"last lost":       {[]int{0, 1, 2, 3, 4}, 4, "parcel 4 from agent 1 to agent 2: is missing"},
		"too many":        {[]int{0, 1, 2, 3, 4, 5}, 3, "parcel 4 from agent 1 to agent 2: was never promised: 3 were"},
		"too many, ahead": {[]int{0, 5}, 1, "parcel 4 from agent 1 to agent 2: was never promised: 1 were"},
		"part too many":   {[]int{0, 1}, 1, "parcel 2 from agent 1 to agent 2: was never promised: 1 were"},
	} {
		t.Run(name, func(t *testing.T) {
			r := NewReceiver(testRun, 2)
			for _, k := range test.arrived {
				if _, _, err := r.Accept(all[k]); err != nil {
					t.Fatal(err)
				}
			}
			err := r.Check(1, test.promised)
			if test.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			contains(t, err, test.want)
		})
	}
}

func TestParcelOfOnePartIsNotCopiedAtTheReceiver(t *testing.T) {
	c, messages := capture(t, 0)
	if err := NewOutbox(c, testRun, 1).Send(2, "x", 0, []byte("payload")); err != nil {
		t.Fatal(err)
	}
	m := messages()[0]
	p, _, err := NewReceiver(testRun, 2).Accept(m)
	if err != nil {
		t.Fatal(err)
	}
	if &p.Payload[0] != &m[HeaderSize] {
		t.Error("the payload is a copy")
	}
}

func TestSendingToNobodyIsRefused(t *testing.T) {
	c, _ := capture(t, 0)
	contains(t, NewOutbox(c, testRun, 1).Send(-1, "x", 0, nil), "agent -1")
	contains(t, NewOutbox(c, testRun, -2).Send(1, "x", 0, nil), "agent -2")
	contains(t, NewOutbox(c, testRun, 1).SendFramed(1, "x", 0, make([]byte, HeaderSize-1)), "no room")
}

func TestLargeParcelsCrossTheServerInPiecesItAccepts(t *testing.T) {
	b := start(t, Options{Chunk: 1000})
	sender, receiver := dial(t, b, "sender"), dial(t, b, "receiver")
	in := subscribe(t, receiver, Subject(testRun, "2"))
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	payload := make([]byte, 1_234_567)
	for k, r := 0, rand.New(rand.NewPCG(seed, 0)); k < len(payload); k++ {
		payload[k] = byte(r.Uint32())
	}
	if err := NewOutbox(sender, testRun, 1).Send(2, Subject(testRun, "2"), 0, payload); err != nil {
		t.Fatal(err)
	}
	r := NewReceiver(testRun, 2)
	for parts := 1; ; parts++ {
		m := next(t, in)
		if len(m) > HeaderSize+1000 {
			t.Errorf("a part of %d bytes", len(m))
		}
		p, complete, err := r.Accept(m)
		if err != nil {
			t.Fatal(err)
		}
		if complete {
			if parts != 1235 || !bytes.Equal(p.Payload, payload) {
				t.Errorf("%d bytes in %d parts", len(p.Payload), parts)
			}
			break
		}
	}
	if err := r.Check(1, 1); err != nil {
		t.Error(err)
	}
}

func TestFaultsInjectedAreFound(t *testing.T) {
	for name, test := range map[string]struct {
		fault func(data []byte) [][]byte
		want  string
	}{
		"lost":     {func([]byte) [][]byte { return nil }, "parcel 2 from agent 1 to agent 2: is missing"},
		"repeated": {func(d []byte) [][]byte { return [][]byte{d, d} }, "parcel 2 from agent 1 to agent 2: came twice"},
	} {
		t.Run(name, func(t *testing.T) {
			count := 0
			b := start(t, Options{Intercept: func(subject string, data []byte) [][]byte {
				if !strings.HasSuffix(subject, ".in") {
					return [][]byte{data}
				}
				if count++; count == 2 {
					return test.fault(data)
				}
				return [][]byte{data}
			}})
			c := dial(t, b, "both")
			in := subscribe(t, c, Subject(testRun, "*"))
			out := NewOutbox(c, testRun, 1)
			for range 3 {
				if err := out.Send(2, Subject(testRun, "in"), 0, []byte("x")); err != nil {
					t.Fatal(err)
				}
			}
			if err := c.Publish(Subject(testRun, "end"), nil); err != nil {
				t.Fatal(err)
			}
			r := NewReceiver(testRun, 2)
			var err error
			for err == nil {
				m := next(t, in)
				if len(m) == 0 {
					break
				}
				_, _, err = r.Accept(m)
			}
			if err == nil {
				err = r.Check(1, out.Sent(2))
			}
			contains(t, err, test.want)
		})
	}
}

func TestRunsHaveNamesOfTheirOwn(t *testing.T) {
	a, b := NewRun(), NewRun()
	if a == b {
		t.Errorf("two runs are called %s", a)
	}
	if err := checkToken("run", a); err != nil {
		t.Error(err)
	}
	if got := Subject("r", "7", "in"); got != "ripple.r.7.in" {
		t.Errorf("subject %s", got)
	}
	for _, bad := range []string{"", "a.b", "a b", "*", ">"} {
		contains(t, checkToken("run", bad), "run")
	}
}

func FuzzAcceptNeverPanics(f *testing.F) {
	c, messages := capture(f, 10)
	if err := NewOutbox(c, testRun, 1).Send(2, "x", 9, make([]byte, 25)); err != nil {
		f.Fatal(err)
	}
	for _, m := range messages() {
		f.Add(m)
	}
	f.Fuzz(func(t *testing.T, msg []byte) {
		r := NewReceiver(testRun, 2)
		_, _, _ = r.Accept(msg)
		_, _, _ = r.Accept(msg)
	})
}
