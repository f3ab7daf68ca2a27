using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.History;

/// <summary>One camera of a past exposure.</summary>
public sealed record PastCameraRun
{
    /// <summary>The camera.</summary>
    public required CameraId Camera { get; init; }

    /// <summary>What happened to it.</summary>
    public required RunState State { get; init; }

    /// <summary>Worst verdict.</summary>
    public required Quality Quality { get; init; }

    /// <summary>Why it did not succeed; empty otherwise.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The step that failed; empty otherwise.</summary>
    public string FailedStep { get; init; } = string.Empty;

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Its stages.</summary>
    public required ImmutableArray<StageRecord> Stages { get; init; }

    /// <summary>Its verdicts.</summary>
    public required ImmutableArray<TestRecord> Tests { get; init; }

    /// <summary>Values that are followed over time, by metric key.</summary>
    public required ImmutableDictionary<string, ImmutableArray<double?>> Trends { get; init; }

    /// <summary>Gzip of the merged document; null when none is kept.</summary>
    public byte[]? Document { get; init; }

    /// <summary>Bytes of the document before compression.</summary>
    public int DocumentPlainBytes { get; init; }
}
