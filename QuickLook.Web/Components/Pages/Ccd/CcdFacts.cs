using System.Collections.Immutable;
using QuickLook.Core.Formats;
using QuickLook.Core.Imaging;
using QuickLook.Core.Viewing.Ccd;

namespace QuickLook.Web.Components.Pages.Ccd;

/// <summary>What the page shows beside an image; copied, so that the image itself need not stay in memory while the page is open.</summary>
/// <param name="Description">For the viewer.</param>
/// <param name="Identity">What the header says.</param>
/// <param name="CcdSize">Rows and columns of the trimmed image.</param>
/// <param name="Amplifiers">The amplifiers.</param>
/// <param name="MarkedPixels">Pixels with each mark, in the order of <see cref="CcdMarks.All"/>.</param>
/// <param name="Extremes">Least and most of all pixels.</param>
/// <param name="Warnings">What is unusual.</param>
/// <param name="LoadTime">How long loading took.</param>
public sealed record CcdFacts(
    CcdDescription Description,
    CameraIdentity Identity,
    (int Height, int Width) CcdSize,
    ImmutableArray<CcdAmplifier> Amplifiers,
    ImmutableArray<int> MarkedPixels,
    PixelLimits Extremes,
    ImmutableArray<string> Warnings,
    TimeSpan LoadTime
)
{
    /// <summary>The facts of a picture.</summary>
    /// <param name="picture">The picture.</param>
    public static CcdFacts Of(CcdPicture picture) =>
        new(
            CcdDescription.Of(picture),
            picture.Identity,
            picture.CcdSize,
            picture.Amplifiers,
            picture.MarkedPixels,
            picture.Distribution.Extremes,
            picture.Warnings,
            picture.LoadTime
        );

    /// <summary>How many pixels have a mark.</summary>
    /// <param name="mark">One mark.</param>
    public int Marked(CcdMark mark) => MarkedPixels[CcdMarks.All.IndexOf(CcdMarks.All.First(known => known.Mark == mark))];
}
