namespace QuickLook.Web.Plots;

/// <summary>Which token of the theme a tint is.</summary>
public static class TintTokens
{
    /// <summary>Name of the token: <c>--type-elg</c>.</summary>
    /// <param name="tint">The tint.</param>
    public static string Token(this Tint tint) =>
        tint switch
        {
            Tint.Data => "--plot-data",
            Tint.Faint => "--plot-faint",
            Tint.Accent => "--accent",
            Tint.Strong => "--text",
            Tint.AmplifierA => "--amp-a",
            Tint.AmplifierB => "--amp-b",
            Tint.AmplifierC => "--amp-c",
            Tint.AmplifierD => "--amp-d",
            Tint.ArmB => "--arm-b",
            Tint.ArmR => "--arm-r",
            Tint.ArmZ => "--arm-z",
            Tint.Normal => "--st-normal-line",
            Tint.Warning => "--st-warning-line",
            Tint.Alarm => "--st-alarm-line",
            _ => $"--type-{tint.ToString().ToLowerInvariant()}",
        };
}
