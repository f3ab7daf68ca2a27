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
            Tint.First => "--series-1",
            Tint.Second => "--series-2",
            Tint.Third => "--series-3",
            Tint.Fourth => "--series-4",
            Tint.Fifth => "--series-5",
            Tint.Sixth => "--series-6",
            Tint.Seventh => "--series-7",
            Tint.Eighth => "--series-8",
            Tint.Ninth => "--series-9",
            Tint.Tenth => "--series-10",
            Tint.Normal => "--st-normal-line",
            Tint.Warning => "--st-warning-line",
            Tint.Alarm => "--st-alarm-line",
            _ => $"--type-{tint.ToString().ToLowerInvariant()}",
        };
}
