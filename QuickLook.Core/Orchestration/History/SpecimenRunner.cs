using System.Collections.Concurrent;
using System.Collections.Frozen;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Pipeline;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.History;

/// <summary>Runs cameras on the native engine and keeps what came of them.</summary>
internal sealed class SpecimenRunner(string rawRoot, string calibrationRoot, string workFolder, MappingSet mappings, TimeProvider time)
{
    /// <summary>Runs one camera.</summary>
    public async Task<Result<Specimen>> RunAsync(
        Night night,
        ExposureId exposure,
        Flavor flavor,
        ObservingProgram program,
        CameraId camera,
        CancellationToken cancellationToken
    )
    {
        if (!mappings.Flavors.TryGetValue(flavor, out var mapping))
        {
            return new Failure($"there is no mapping file {flavor.Name()}.json", mappings.Directory);
        }

        var results = new ConcurrentDictionary<string, QualityTestResult>(StringComparer.Ordinal);
        var tests = QualityTestCatalog.All.Values.ToFrozenDictionary(
            test => test.Name,
            IQualityTest (test) => new RecordingTest(test, results),
            StringComparer.Ordinal
        );
        var plan = StagePlan.Of(mapping);
        var start = time.GetUtcNow();
        var progress = new CameraProgress(
            plan,
            new CameraSnapshot(camera, CameraPresence.Present, RunState.Running, Quality.None, null, start, null, plan.NotBegun())
        );
        var fibermap = ProductPaths.Fibermap(rawRoot, night, exposure);
        var request = new CameraRunRequest
        {
            Night = night,
            Exposure = exposure,
            Camera = camera,
            Flavor = flavor,
            RawFile = ProductPaths.RawExposure(rawRoot, night, exposure),
            FibermapFile = File.Exists(fibermap) ? fibermap : null,
            CalibrationRoot = calibrationRoot,
            OutputRoot = workFolder,
            Mappings = mappings,
        };
        var engine = new NativeEngine(time, EngineProfile.QuickLook with { Tests = tests });
        var outcome = await engine.RunAsync(request, new Folding(progress), cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (outcome.State is not (RunState.Succeeded or RunState.PartlyFailed) || outcome.MergedQa is not { } document)
        {
            return new Failure(outcome.Reason ?? "the run wrote no document", $"specimen {flavor.Name()} {camera}");
        }

        var end = time.GetUtcNow();
        progress.End(outcome.State, outcome.Quality, outcome.Reason, outcome.FailedStep, end);
        return new Specimen
        {
            Camera = camera,
            Flavor = flavor,
            Program = program,
            Document = document,
            Results = System.Collections.Immutable.ImmutableDictionary.CreateRange(StringComparer.Ordinal, results),
            Tests = [.. progress.Tests],
            Stages = progress.StageRecords(),
            StartedAt = start,
            Duration = end - start,
        };
    }

    private sealed class Folding(CameraProgress progress) : IProgress<RunEvent>
    {
        public void Report(RunEvent value) => progress.Apply(value);
    }
}
