using System.Collections.Immutable;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Exposures;

/// <summary>Runs one exposure without queue or database: all its cameras on one engine, several at once.</summary>
public sealed class ExposureReduction
{
    private readonly IPipelineEngine engine;
    private readonly TimeProvider time;

    /// <summary>A reduction on an engine.</summary>
    /// <param name="engine">What runs each camera.</param>
    /// <param name="time">Measures how long each takes.</param>
    public ExposureReduction(IPipelineEngine engine, TimeProvider time)
    {
        this.engine = engine;
        this.time = time;
    }

    /// <summary>Runs the exposure.</summary>
    /// <param name="order">What to run.</param>
    /// <param name="observer">Receives the events of all cameras, from one thread at a time, each camera's in order.</param>
    /// <param name="cancellationToken">Stops all cameras.</param>
    /// <returns>A report with an entry per camera; a failure when the exposure as a whole cannot be used.</returns>
    public async Task<Result<ExposureReport>> RunAsync(
        ReductionOrder order,
        IProgress<RunEvent> observer,
        CancellationToken cancellationToken
    )
    {
        var path = ProductPaths.RawExposure(order.RawRoot, order.Night, order.Exposure);
        if (!Examine(path).TryGet(out var raw, out var failure))
        {
            return failure;
        }

        var cameras = order.Cameras.IsDefaultOrEmpty ? raw.Cameras : order.Cameras;
        if (cameras.IsEmpty)
        {
            return raw.Damage ?? new Failure("there is no camera in the file", path);
        }

        var fibermap = ProductPaths.Fibermap(order.RawRoot, order.Night, order.Exposure);
        var inTurn = new OneAtATime(observer);
        var reports = new CameraReport[cameras.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = order.Workers };
        await Parallel.ForAsync(
            0,
            cameras.Length,
            options,
            async (index, _) =>
            {
                var request = new CameraRunRequest
                {
                    Night = order.Night,
                    Exposure = order.Exposure,
                    Camera = cameras[index],
                    Flavor = raw.Flavor,
                    RawFile = path,
                    FibermapFile = File.Exists(fibermap) ? fibermap : null,
                    ExpectedCameras = order.ExpectedCameras,
                    CalibrationRoot = order.CalibrationRoot,
                    OutputRoot = order.OutputRoot,
                    Mappings = order.Mappings,
                };
                reports[index] = await RunCameraAsync(request, inTurn, cancellationToken);
            }
        );
        return new ExposureReport(
            order.Night,
            order.Exposure,
            raw.Flavor,
            order.Mappings.Hash,
            raw.Damage,
            [.. reports],
            FirstStatus(reports)
        );
    }

    private async Task<CameraReport> RunCameraAsync(
        CameraRunRequest request,
        IProgress<RunEvent> observer,
        CancellationToken cancellationToken
    )
    {
        var begun = time.GetTimestamp();
        var tests = new TestCollector(observer);
        var outcome = await engine.RunAsync(request, tests, cancellationToken);
        return new CameraReport(request.Camera, outcome, time.GetElapsedTime(begun), tests.Judged);
    }

    private static DateTimeOffset? FirstStatus(CameraReport[] reports) =>
        reports
            .SelectMany(report => report.Tests)
            .Where(test => test.Quality is not (Quality.None or Quality.NotComputed))
            .Min(test => (DateTimeOffset?)test.At);

    private static Result<(Flavor Flavor, ImmutableArray<CameraId> Cameras, Failure? Damage)> Examine(string path)
    {
        if (!File.Exists(path))
        {
            return new Failure($"{RunOpening.MissingFile}{path}");
        }

        if (!RawExposure.Open(path).TryGet(out var exposure, out var failure))
        {
            return failure;
        }

        using (exposure)
        {
            var damage = exposure.Damage;
            var cameras = exposure.Cameras;
            return Flavors.Parse(exposure.Metadata.FlavorText).TryGet(out var flavor, out failure)
                ? (flavor, cameras, damage)
                : failure.In(path);
        }
    }

    private sealed class OneAtATime(IProgress<RunEvent> observer) : IProgress<RunEvent>
    {
        private readonly Lock gate = new();

        public void Report(RunEvent value)
        {
            lock (gate)
            {
                observer.Report(value);
            }
        }
    }

    private sealed class TestCollector(IProgress<RunEvent> next) : IProgress<RunEvent>
    {
        private readonly List<TestJudged> judged = [];

        public ImmutableArray<TestJudged> Judged => [.. judged];

        public void Report(RunEvent value)
        {
            if (value is TestJudged test)
            {
                judged.Add(test);
            }

            next.Report(value);
        }
    }
}
