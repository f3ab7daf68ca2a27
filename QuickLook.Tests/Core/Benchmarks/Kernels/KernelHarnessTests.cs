using System.Runtime.CompilerServices;
using QuickLook.Core.Benchmarks.Kernels;

namespace QuickLook.Tests.Core.Benchmarks.Kernels;

public class KernelHarnessTests
{
    private static readonly SamplingPlan Short = new()
    {
        WarmUpAtLeast = TimeSpan.FromMilliseconds(5),
        WarmUpAtMost = TimeSpan.FromMilliseconds(50),
        SampleAtLeast = TimeSpan.FromMilliseconds(1),
        Samples = 5,
    };

    [Fact]
    public void A_kernel_is_repeated_within_a_sample_until_the_clock_can_tell()
    {
        var timing = new KernelHarness(Short).Measure(new Kernel("sum", "100 numbers", () => Spend(100)));

        timing.Problem.ShouldBeNull();
        timing.OperationsPerSample.ShouldBeGreaterThan(10);
        var seconds = timing.Seconds.ShouldNotBeNull();
        seconds.Count.ShouldBe(5);
        (seconds.Median * timing.OperationsPerSample).ShouldBeInRange(0.0002, 0.02, "about a millisecond");
        timing.AllocatedBytes.ShouldBeLessThan(1);
    }

    [Fact]
    public void Allocation_is_told_per_operation()
    {
        byte[]? kept = null;

        var timing = new KernelHarness(Short).Measure(new Kernel("allocation", "1000 bytes", () => kept = new byte[1000]));

        kept.ShouldNotBeNull();
        timing.AllocatedBytes.ShouldBeInRange(1000, 1100);
    }

    [Fact]
    public void What_an_operation_changes_is_put_back_before_each_and_not_measured()
    {
        var (isFresh, restored) = (false, 0);
        void Run()
        {
            isFresh.ShouldBeTrue();
            isFresh = false;
            Spend(1000);
        }

        var timing = new KernelHarness(Short).Measure(
            new Kernel("once", "anything", Run)
            {
                Restore = () =>
                {
                    isFresh = true;
                    restored++;
                    Spend(100_000);
                },
            }
        );

        timing.Problem.ShouldBeNull();
        timing.OperationsPerSample.ShouldBe(1);
        restored.ShouldBeGreaterThan(5);
        timing.Seconds.ShouldNotBeNull().Median.ShouldBeLessThan(0.0001, "putting back takes a hundred times as long");
    }

    [Fact]
    public void Warming_up_ends_although_times_never_settle()
    {
        var rounds = 1_000_000;
        void Faster() => Spend(rounds = Math.Max(1, rounds * 9 / 10));

        var timing = new KernelHarness(Short with { WarmUpAtMost = TimeSpan.FromMilliseconds(2) }).Measure(
            new Kernel("faster and faster", "anything", Faster)
        );

        timing.IsWarm.ShouldBeFalse();
        timing.Seconds.ShouldNotBeNull();
    }

    [Fact]
    public void A_long_operation_is_repeated_as_often_as_the_runtime_wants_before_it_counts()
    {
        var operations = 0;
        var plan = Short with { WarmUpOperations = 20, WarmUpAtMost = TimeSpan.FromMinutes(1), Samples = 1 };

        var timing = new KernelHarness(plan).Measure(
            new Kernel(
                "long",
                "anything",
                () =>
                {
                    operations++;
                    Spend(1_000_000);
                }
            )
        );

        timing.IsWarm.ShouldBeTrue();
        operations.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void A_kernel_that_throws_is_reported_with_its_reason()
    {
        var timing = new KernelHarness(Short).Measure(
            new Kernel("broken", "anything", () => throw new InvalidDataException("there is no light"))
        );

        timing.Seconds.ShouldBeNull();
        timing.Problem.ShouldBe("InvalidDataException: there is no light");
    }

    [Fact]
    public void Processor_time_of_the_thread_grows_with_its_work_and_not_with_waiting()
    {
        var begun = ThreadClock.Now;
        using (var never = new ManualResetEventSlim())
        {
            never.Wait(TimeSpan.FromMilliseconds(50)); // the wait itself is what is measured
        }

        var waited = ThreadClock.Now - begun;
        Spend(20_000_000);
        var worked = ThreadClock.Now - begun - waited;

        waited.ShouldBeLessThan(TimeSpan.FromMilliseconds(25));
        worked.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Spend(int rounds)
    {
        var sum = 0.5;
        for (var i = 0; i < rounds; i++)
        {
            sum = Math.Sqrt(sum + i);
        }

        return sum;
    }
}
