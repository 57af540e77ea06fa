package broker

import (
	"fmt"
	"sync"
	"testing"
)

// The pattern of a run: in each round a coordinator tells every agent to work,
// each agent sends its neighbour a parcel, waits for the one it gets, and
// reports.
func BenchmarkRound(b *testing.B) {
	const agents = 11
	for _, size := range []int{200, 256 << 10} {
		for _, connections := range []int{1, 2, 3, 12} {
			b.Run(fmt.Sprintf("bytes=%d/connections=%d", size, connections), func(b *testing.B) {
				benchmarkRound(b, agents, size, Options{Connections: connections})
			})
		}
	}
}

// How large the parts of a large parcel should be.
func BenchmarkChunk(b *testing.B) {
	for _, size := range []int{2 << 20, 16 << 20} {
		for _, chunk := range []int{256 << 10, 512 << 10, 1 << 20, 4 << 20, 8 << 20} {
			b.Run(fmt.Sprintf("MiB=%d/chunkKiB=%d", size>>20, chunk>>10), func(b *testing.B) {
				benchmarkRound(b, 2, size, Options{Chunk: chunk})
			})
		}
	}
}

func benchmarkRound(b *testing.B, agents, size int, o Options) {
	s := start(b, o)
	const run = "bench"
	clock := dial(b, s, "clock")
	reports := subscribe(b, clock, Subject(run, "clock"))
	var working sync.WaitGroup
	defer working.Wait()
	for k := range agents {
		c := dial(b, s, fmt.Sprintf("agent %d", k))
		work := subscribe(b, c, Subject(run, fmt.Sprint(k), "work"))
		in := subscribe(b, c, Subject(run, fmt.Sprint(k), "in"))
		to := (k + 1) % agents
		subject := Subject(run, fmt.Sprint(to), "in")
		out, receiver := NewOutbox(c, run, k), NewReceiver(run, k)
		frame := make([]byte, HeaderSize+size)
		working.Go(func() {
			for {
				order, err := work.Next(patience)
				if err != nil || len(order) == 0 {
					return
				}
				if err := out.SendFramed(to, subject, 1, frame); err != nil {
					b.Error(err)
					return
				}
				for complete := false; !complete; {
					msg, err := in.Next(patience)
					if err != nil {
						b.Error(err)
						return
					}
					if _, complete, err = receiver.Accept(msg); err != nil {
						b.Error(err)
						return
					}
				}
				if err := c.Publish(Subject(run, "clock"), order); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	tell := func(order []byte) {
		for k := range agents {
			if err := clock.Publish(Subject(run, fmt.Sprint(k), "work"), order); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.SetBytes(int64(agents * size))
	order := make([]byte, 64)
	for b.Loop() {
		tell(order)
		for range agents {
			if _, err := reports.Next(patience); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.StopTimer()
	tell(nil)
}
