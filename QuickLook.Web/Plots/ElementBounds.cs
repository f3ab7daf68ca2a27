using QuickLook.Core.Judging;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>Reference and limits of one element of a test, as its verdict was made with; values as they are, not relative to the reference.</summary>
/// <param name="Reference">The reference; finite.</param>
/// <param name="Normal">Normal values.</param>
/// <param name="Warning">Values that are normal or worth a warning.</param>
internal sealed record ElementBounds(double Reference, ToleranceRange Normal, ToleranceRange Warning)
{
    /// <summary>The limits of an element; null when it has none.</summary>
    public static ElementBounds? Of(ElementReading element) =>
        double.IsFinite(element.Reference) && element is { Normal: { } normal, Warning: { } warning }
            ? new ElementBounds(element.Reference, normal, warning)
            : null;

    /// <summary>The limits of an element by name; the only element needs none. Null when there is no such element or it has no limits.</summary>
    public static ElementBounds? Of(TestReading reading, string name)
    {
        var element =
            reading.Elements.Length == 1
                ? reading.Elements[0]
                : reading.Elements.FirstOrDefault(element => string.Equals(element.Name, name, StringComparison.OrdinalIgnoreCase));
        return element is null ? null : Of(element);
    }

    /// <summary>Half the width of a scale of deviations: from the reference to the farther end of the warning range; 1 when there is no width.</summary>
    public double Reach =>
        Math.Max(Math.Abs(Warning.Low - Reference), Math.Abs(Warning.High - Reference)) is > 0 and var reach && double.IsFinite(reach)
            ? reach
            : 1;

    /// <summary>Colours of deviations: the reference in the middle, the warning limits at the ends.</summary>
    public ColourScale Scale(string unit) =>
        new(ColourScaleKind.Diverging, -Reach, Reach, unit.Length == 0 ? "value - reference" : $"value - reference ({unit})");

    /// <summary>Both ranges as bands of an axis.</summary>
    public IEnumerable<LimitBand> Bands(AxisName axis) =>
        [new LimitBand(axis, LimitKind.Warning, Warning.Low, Warning.High), new LimitBand(axis, LimitKind.Normal, Normal.Low, Normal.High)];

    /// <summary>The verdict of a value that is not judged by itself, by the same limits.</summary>
    public Quality Judge(double value)
    {
        if (!double.IsFinite(value))
        {
            return Quality.Unknown;
        }

        if (Normal.Contains(value))
        {
            return Quality.Normal;
        }

        return Warning.Contains(value) ? Quality.Warning : Quality.Alarm;
    }

    /// <summary>What is normal, as a sentence.</summary>
    public string Sentence(string unit)
    {
        var suffix = unit.Length == 0 ? string.Empty : " " + unit;
        var reference = LimitText.Range(new ToleranceRange(Reference, Reference));
        return $"Normal is {LimitText.Range(Normal)}{suffix}, the reference {reference}.";
    }

    /// <summary>What is normal where each element has a reference of its own, as a sentence.</summary>
    public string SentenceOfEach(string unit)
    {
        var suffix = unit.Length == 0 ? string.Empty : " " + unit;
        var range = LimitText.Range(new ToleranceRange(Math.Round(Normal.Low - Reference, 9), Math.Round(Normal.High - Reference, 9)));
        return $"Normal is {range}{suffix} from the reference of each.";
    }
}
