using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Documents;

/// <summary>What a camera was like in an earlier exposure.</summary>
/// <param name="ProcessId">The exposure's answer.</param>
/// <param name="Exposure">The exposure.</param>
/// <param name="ObservedAt">Start of the exposure, UTC; null when the header does not say.</param>
/// <param name="Tests">The verdicts of the camera.</param>
public sealed record StoredPast(long ProcessId, ExposureId Exposure, DateTimeOffset? ObservedAt, ImmutableArray<TestRecord> Tests);
