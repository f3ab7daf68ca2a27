namespace QuickLook.Tests.Browser;

/// <summary>
/// Tests that measure how soon something is seen: they run after the others and one at a time, because a figure taken while the fuzz test
/// has both cores says nothing about the product.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Undisturbed
{
    public const string Name = "undisturbed";
}
