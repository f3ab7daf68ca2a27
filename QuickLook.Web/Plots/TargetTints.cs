namespace QuickLook.Web.Plots;

/// <summary>The colour of each type of target.</summary>
internal static class TargetTints
{
    /// <summary>The colour of a type.</summary>
    /// <param name="type">As documents have it: <c>ELG</c>.</param>
    public static Tint Of(string type) =>
        type.ToUpperInvariant() switch
        {
            "ELG" => Tint.Elg,
            "LRG" => Tint.Lrg,
            "QSO" => Tint.Qso,
            "STAR" or "STD" => Tint.Star,
            "BGS" => Tint.Bgs,
            "MWS" => Tint.Mws,
            "SKY" => Tint.Sky,
            _ => Tint.Data,
        };
}
