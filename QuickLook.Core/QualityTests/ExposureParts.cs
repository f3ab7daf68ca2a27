using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.QualityTests;

/// <summary>Which parts of an exposure are on disk, seen by the run of one of its cameras.</summary>
public sealed record ExposureParts
{
    /// <summary>Cameras in the raw file.</summary>
    public ImmutableArray<CameraId> Present { get; init; } = [];

    /// <summary>Cameras that should be in the raw file; empty when nobody says.</summary>
    public ImmutableArray<CameraId> Expected { get; init; } = [];

    /// <summary>Why the raw file does not end as it should; null when it does.</summary>
    public string? Damage { get; init; }

    /// <summary>True when the exposure has a fibermap that could be read.</summary>
    public bool HasFibermap { get; init; }

    /// <summary>True while the raw file still grows, so that what it lacks may yet come.</summary>
    public bool IsArriving { get; init; }

    /// <summary>
    /// The missing cameras that one camera answers for: those of its own petal, and those of petals without any camera that come directly before
    /// its petal, petal 0 following petal 9. So each missing camera is told by the cameras of one petal only.
    /// </summary>
    /// <param name="speaker">The camera.</param>
    public IEnumerable<CameraId> MissingNextTo(CameraId speaker) =>
        Expected.Where(camera => !Present.Contains(camera) && SpeakerFor(camera.Spectrograph) == speaker.Spectrograph).Order();

    private Spectrograph? SpeakerFor(Spectrograph petal)
    {
        for (var step = 0; step < Spectrograph.Count; step++)
        {
            var next = new Spectrograph((petal.Number + step) % Spectrograph.Count);
            if (Present.Any(camera => camera.Spectrograph == next))
            {
                return next;
            }
        }

        return null;
    }
}
