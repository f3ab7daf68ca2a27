using System.Collections.Immutable;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Shared;

namespace QuickLook.Web.Components.Pages.Qa;

/// <summary>One test of one camera as the QA page lists it: what the mappings say of it, what the run said, what the document says.</summary>
public sealed record QaTest
{
    /// <summary>Task of the document.</summary>
    public required string Stage { get; init; }

    /// <summary>The stage as shown.</summary>
    public required string StageTitle { get; init; }

    /// <summary>How addresses call it.</summary>
    public required string Name { get; init; }

    /// <summary>Key of its status.</summary>
    public required string StatusKey { get; init; }

    /// <summary>As shown.</summary>
    public required string Title { get; init; }

    /// <summary>The mapping; null for a test that nobody described.</summary>
    public TestMapping? Mapping { get; init; }

    /// <summary>What the run reported; null when it reported nothing.</summary>
    public TestSnapshot? Snapshot { get; init; }

    /// <summary>What the document says; null as long as there is no document.</summary>
    public TestReading? Reading { get; init; }

    /// <summary>The verdict: that of the run, else that of the document; none when there is nothing to judge or not yet.</summary>
    public Quality Quality =>
        Snapshot switch
        {
            { Quality: not Quality.None } judged => judged.Quality,
            { IsNotApplicable: true } => Quality.None,
            _ when Reading is { } reading && (reading.Quality != Quality.NotComputed || !reading.Elements.IsEmpty) => reading.Quality,
            _ => Quality.None,
        };

    /// <summary>The element that wants an eye most; null without values.</summary>
    public ElementReading? Worst =>
        Reading
            ?.Elements.Where(element => element.Quality != Quality.None)
            .OrderBy(element => StatusOf.Rank(element.Quality))
            .ThenByDescending(Excess)
            .FirstOrDefault();

    /// <summary>True when <paramref name="word"/> of an address means this test.</summary>
    /// <param name="word">Short name, metric or status key, in any case.</param>
    public bool IsCalled(string word) =>
        string.Equals(Name, word, StringComparison.OrdinalIgnoreCase)
        || string.Equals(StatusKey, word, StringComparison.OrdinalIgnoreCase)
        || string.Equals(QaAddress.WordOf(StatusKey), word, StringComparison.OrdinalIgnoreCase)
        || string.Equals(Mapping?.Metric, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why there is no verdict, in a few words; empty when there is one.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="stages">The stages of the process.</param>
    public string WhyNothing(CameraSnapshot camera, ImmutableArray<StageInfo> stages)
    {
        if (Quality != Quality.None)
        {
            return string.Empty;
        }

        if (camera.Presence != CameraPresence.Present)
        {
            return StatusTip.CameraWord(camera);
        }

        if (Reading is { Quality: Quality.None, Remark.Length: > 0 })
        {
            return Reading.Remark;
        }

        if (Snapshot is null or { IsComputed: false })
        {
            return Snapshot is null ? "not part of this run" : StatusTip.NotPlanned;
        }

        if (Snapshot.IsNotApplicable)
        {
            return Snapshot.Explanation!;
        }

        var index = stages.Select(stage => stage.Name).ToList().IndexOf(Stage);
        return (camera.Stages.ElementAtOrDefault(index)?.State, camera.State) switch
        {
            (StageState.NotPlanned, _) => StatusTip.NotPlanned,
            (StageState.Waiting or StageState.Running, RunState.Queued or RunState.Running) => "not judged yet",
            (_, RunState.Failed or RunState.PartlyFailed or RunState.Stopped) =>
                $"not judged, {camera.Camera} {StatusTip.CameraWord(camera)}",
            _ => "not judged",
        };
    }

    /// <summary>All tests of a camera: those of the mapping in its order, then what only the run or only the document has.</summary>
    /// <param name="process">The process.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="mapping">The mapping of its flavor; null for an unknown flavor.</param>
    /// <param name="readings">The tests of its document; empty as long as there is none.</param>
    public static ImmutableArray<QaTest> Of(
        ProcessSnapshot process,
        CameraSnapshot camera,
        FlavorMapping? mapping,
        ImmutableArray<TestReading> readings
    )
    {
        var byKey = readings.ToLookup(reading => (reading.Stage, reading.Test.StatusKey));
        var stages = process
            .Stages.Select(stage => (stage.Name, Title: stage.DisplayName))
            .Concat(readings.Select(reading => (Name: reading.Stage, Title: reading.Stage.Replace('_', ' ').ToUpperInvariant())))
            .DistinctBy(stage => stage.Name);
        var tests = ImmutableArray.CreateBuilder<QaTest>();
        foreach (var (name, title) in stages)
        {
            var index = process.Stages.Select(stage => stage.Name).ToList().IndexOf(name);
            var described = mapping?.Stages.FirstOrDefault(stage => stage.Name == name)?.Tests ?? [];
            var reported = camera.Stages.ElementAtOrDefault(index)?.Tests ?? [];
            var keys = described
                .Select(test => test.StatusKey)
                .Concat(reported.Select(test => test.StatusKey))
                .Concat(readings.Where(reading => reading.Stage == name).Select(reading => reading.Test.StatusKey));
            foreach (var key in keys.Distinct(StringComparer.Ordinal))
            {
                var test = described.FirstOrDefault(test => test.StatusKey == key);
                var snapshot = reported.FirstOrDefault(test => test.StatusKey == key);
                var reading = byKey[(name, key)].FirstOrDefault();
                tests.Add(
                    new QaTest
                    {
                        Stage = name,
                        StageTitle = title,
                        Name = test?.Name ?? QaAddress.WordOf(key),
                        StatusKey = key,
                        Title = test?.DisplayName ?? snapshot?.DisplayName ?? reading?.Test.DisplayName ?? key,
                        Mapping = test,
                        Snapshot = snapshot,
                        Reading = reading,
                    }
                );
            }
        }

        return tests.ToImmutable();
    }

    // How far from the middle of what is normal, in widths of it.
    private static double Excess(ElementReading element) =>
        element is { Normal: { } normal, Value: var value } && double.IsFinite(value)
            ? Math.Abs(value - ((normal.Low + normal.High) / 2)) / Math.Max(normal.High - normal.Low, double.Epsilon)
            : 0;
}
