using QuickLook.Core.Instrument;

namespace QuickLook.Web.Plots;

/// <summary>How a line of several looks.</summary>
/// <param name="Tint">Its colour.</param>
/// <param name="Dash">How it is broken.</param>
/// <param name="Shape">Its markers.</param>
internal sealed record SeriesStyle(Tint Tint, LineDash Dash, MarkShape Shape)
{
    private static readonly Tint[] Tints =
    [
        Tint.First,
        Tint.Second,
        Tint.Third,
        Tint.Fourth,
        Tint.Fifth,
        Tint.Sixth,
        Tint.Seventh,
        Tint.Eighth,
        Tint.Ninth,
        Tint.Tenth,
    ];

    private static readonly LineDash[] Dashes = [LineDash.Solid, LineDash.Dash, LineDash.Dot, LineDash.DashDot, LineDash.LongDash];

    private static readonly MarkShape[] Shapes = [MarkShape.Disc, MarkShape.Square];

    /// <summary>
    /// Styles that tell lines apart: what differs between them has the colour, what differs besides has the line, a third thing the markers. Arms have their
    /// colours when several are shown, and so have amplifiers and target types when they are what is compared.
    /// </summary>
    /// <param name="lines">The lines: camera, index and name of the element.</param>
    public static IReadOnlyList<SeriesStyle> Of(IReadOnlyList<(CameraId? Camera, int Element, string Name)> lines)
    {
        var arms = lines.Select(line => line.Camera?.Arm).Distinct().ToList();
        var petals = lines.Select(line => line.Camera?.Spectrograph).Distinct().ToList();
        var elements = lines.Select(line => line.Element).Distinct().ToList();
        var hasOwn = lines.All(line => PastFigure.TintOf(line.Name) != Tint.Data);
        var isOfArms = arms.Count > 1;
        var isOfElements = !isOfArms && elements.Count > 1;
        return
        [
            .. lines.Select(line =>
            {
                var petal = petals.IndexOf(line.Camera?.Spectrograph);
                var element = elements.IndexOf(line.Element);
                if (isOfArms)
                {
                    // Ten petals in one colour: five kinds of lines, and discs or squares.
                    var (dash, shape) =
                        petals.Count > 1 && elements.Count > 1 ? (element, petal) : (petal + element, (petal + element) / Dashes.Length);
                    return new SeriesStyle(line.Camera is { } camera ? TintOf(camera.Arm) : Tint.Data, At(Dashes, dash), At(Shapes, shape));
                }

                if (isOfElements)
                {
                    return new SeriesStyle(
                        hasOwn ? PastFigure.TintOf(line.Name) : At(Tints, element),
                        At(Dashes, petal),
                        At(Shapes, petal / Dashes.Length)
                    );
                }

                return new SeriesStyle(lines.Count == 1 ? PastFigure.TintOf(line.Name) : At(Tints, petal), LineDash.Solid, MarkShape.Disc);
            }),
        ];
    }

    private static Tint TintOf(Arm arm) =>
        arm switch
        {
            Arm.B => Tint.ArmB,
            Arm.R => Tint.ArmR,
            _ => Tint.ArmZ,
        };

    private static T At<T>(T[] all, int place) => all[place % all.Length];
}
