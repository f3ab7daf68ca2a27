using QuickLook.Core.Instrument;
using QuickLook.Core.Viewing.Ccd;

namespace QuickLook.Web.Components.Pages.Ccd;

/// <summary>The image of the same camera in another exposure, which is shown in turn with the one that the page is of.</summary>
/// <param name="ProcessId">The other process.</param>
/// <param name="Exposure">Its exposure; null when it could not be found.</param>
/// <param name="Description">For the viewer; null when there is nothing to compare with.</param>
/// <param name="Failure">Why there is nothing to compare with; null when there is.</param>
public sealed record CcdAgainst(long ProcessId, ExposureId? Exposure, CcdDescription? Description, string? Failure)
{
    /// <summary>Compares with a picture, which must lie pixel upon pixel.</summary>
    /// <param name="picture">The other picture.</param>
    /// <param name="shown">The one of the page.</param>
    public static CcdAgainst Of(CcdPicture picture, CcdFacts shown)
    {
        var (ours, theirs) = (shown.Description, CcdDescription.Of(picture));
        return (ours.Width, ours.Height) == (theirs.Width, theirs.Height)
            ? new CcdAgainst(picture.Id.ProcessId, picture.Exposure, theirs, Failure: null)
            : new CcdAgainst(
                picture.Id.ProcessId,
                picture.Exposure,
                Description: null,
                $"its image has {theirs.Width} x {theirs.Height} pixels, this one {ours.Width} x {ours.Height}"
            );
    }
}
