using System.Collections.Immutable;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Discovery;

/// <summary>What a raw file holds at this moment.</summary>
/// <param name="Metadata">The exposure's keywords; null when they cannot be read.</param>
/// <param name="Cameras">Cameras whose HDU is all there.</param>
/// <param name="Damage">Where and why it does not end at the end of an HDU, or cannot be read; null when all is well.</param>
internal sealed record RawContent(ExposureMetadata? Metadata, ImmutableArray<CameraId> Cameras, Failure? Damage)
{
    /// <summary>Reads headers only.</summary>
    public static RawContent Read(string path)
    {
        if (!RawExposure.Open(path).TryGet(out var raw, out var failure))
        {
            return new RawContent(Metadata: null, [], failure);
        }

        using (raw)
        {
            return new RawContent(raw.Metadata, raw.Cameras, raw.Damage);
        }
    }
}
