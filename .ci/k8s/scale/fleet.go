package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"time"
)

// As terminationGracePeriodSeconds of the Deployment.
const grace = 60 * time.Second

// replica is a process of the service, which stands for a pod.
type replica struct {
	number   int
	process  *os.Process
	received atomic.Int64
	told     time.Time
	ended    chan int
}

// fleet starts and stops processes, as a Deployment does with pods.
type fleet struct {
	command    []string
	folder     string
	deliveries *deliveries
	signal     syscall.Signal
	replicas   []*replica
	started    int
	stopped    int
	longest    time.Duration
}

func (f *fleet) start() error {
	f.started++
	it := &replica{number: f.started, ended: make(chan int, 1)}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: f.deliveries.handler(it)}
	go server.Serve(listener)
	log, err := os.Create(filepath.Join(f.folder, fmt.Sprintf("replica-%d.log", it.number)))
	if err != nil {
		return err
	}
	defer log.Close()
	command := exec.Command(f.command[0], f.command[1:]...)
	command.Env = append(os.Environ(), "AWS_ENDPOINT_URL=http://"+listener.Addr().String())
	command.Stdout, command.Stderr = log, log
	// No replica outlives the driver.
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := command.Start(); err != nil {
		return err
	}
	it.process = command.Process
	f.replicas = append(f.replicas, it)
	go func() {
		command.Wait()
		server.Close()
		it.ended <- command.ProcessState.ExitCode()
	}()
	return nil
}

// wanted returns the replicas that have not been told to stop.
func (f *fleet) wanted() []*replica {
	found := []*replica{}
	for _, it := range f.replicas {
		if it.told.IsZero() {
			found = append(found, it)
		}
	}
	return found
}

// working returns how many of the wanted replicas have received messages.
func (f *fleet) working() int {
	count := 0
	for _, it := range f.wanted() {
		if it.received.Load() > 0 {
			count++
		}
	}
	return count
}

// scale starts replicas, or stops the youngest ones.
func (f *fleet) scale(count int) error {
	for len(f.wanted()) < count {
		if err := f.start(); err != nil {
			return err
		}
	}
	for wanted := f.wanted(); len(wanted) > count; wanted = wanted[:len(wanted)-1] {
		if err := f.stop(wanted[len(wanted)-1]); err != nil {
			return err
		}
	}
	return nil
}

// stopOldest stops the replicas that have been at work for the longest time.
func (f *fleet) stopOldest(count int) error {
	for _, it := range f.wanted()[:count] {
		if err := f.stop(it); err != nil {
			return err
		}
	}
	return nil
}

func (f *fleet) stop(it *replica) error {
	it.told = time.Now()
	f.stopped++
	return it.process.Signal(f.signal)
}

// collect forgets replicas that have ended. It fails when one has ended by itself, or not as it should.
func (f *fleet) collect() error {
	left := []*replica{}
	for _, it := range f.replicas {
		select {
		case code := <-it.ended:
			if it.told.IsZero() {
				return fmt.Errorf("replica %d ended by itself with exit code %d", it.number, code)
			}
			if f.signal == syscall.SIGTERM && code != 0 && code != 128+int(syscall.SIGTERM) {
				return fmt.Errorf("replica %d stopped with exit code %d", it.number, code)
			}
			f.longest = max(f.longest, time.Since(it.told))
		default:
			if !it.told.IsZero() && time.Since(it.told) > grace {
				return fmt.Errorf("replica %d has not stopped within %s", it.number, grace)
			}
			left = append(left, it)
		}
	}
	f.replicas = left
	return nil
}
