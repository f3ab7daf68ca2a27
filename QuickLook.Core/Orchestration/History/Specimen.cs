using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Orchestration.History;

/// <summary>One real run of the pipeline, after whose picture the runs of a generated past are made.</summary>
internal sealed record Specimen
{
    /// <summary>The camera that ran.</summary>
    public required CameraId Camera { get; init; }

    /// <summary>Its flavor.</summary>
    public required Flavor Flavor { get; init; }

    /// <summary>Its program.</summary>
    public required ObservingProgram Program { get; init; }

    /// <summary>The merged document as written.</summary>
    public required ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>What each test measured, by name; the judged metrics only.</summary>
    public required ImmutableDictionary<string, QualityTestResult> Results { get; init; }

    /// <summary>The verdicts, in order.</summary>
    public required ImmutableArray<TestRecord> Tests { get; init; }

    /// <summary>The stages.</summary>
    public required ImmutableArray<StageRecord> Stages { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }
}
