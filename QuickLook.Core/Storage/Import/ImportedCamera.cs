using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Import;

/// <summary>One camera of an exposure that was processed elsewhere.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="Quality">Worst verdict of its document.</param>
/// <param name="RanAt">When it was processed.</param>
/// <param name="Stages">Its stages.</param>
/// <param name="Tests">Its verdicts, as the document has them.</param>
/// <param name="Document">Gzip of the document as it was written.</param>
/// <param name="DocumentBytes">Bytes before compression.</param>
/// <param name="DocumentPath">The file, relative to the tree that it was imported from.</param>
/// <param name="Trends">Values that are followed over time, by metric key.</param>
public sealed record ImportedCamera(
    CameraId Camera,
    Quality Quality,
    DateTimeOffset RanAt,
    ImmutableArray<StageRecord> Stages,
    ImmutableArray<TestRecord> Tests,
    byte[] Document,
    int DocumentBytes,
    string DocumentPath,
    ImmutableDictionary<string, ImmutableArray<double?>> Trends
);
