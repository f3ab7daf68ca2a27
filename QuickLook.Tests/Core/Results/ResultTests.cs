using QuickLook.Core.Results;

namespace QuickLook.Tests.Core.Results;

public sealed class ResultTests
{
    private static readonly Failure Broken = new("the file is empty", "HDU 2");

    [Fact]
    public void A_success_has_a_value_and_no_failure()
    {
        Result<int> result = 7;

        result.IsSuccess.ShouldBeTrue();
        result.Value.ShouldBe(7);
        result.Failure.ShouldBeNull();
        result.TryGet(out var value, out var failure).ShouldBeTrue();
        value.ShouldBe(7);
        failure.ShouldBeNull();
    }

    [Fact]
    public void A_failure_has_a_reason_and_no_value()
    {
        Result<int> result = Broken;

        result.IsSuccess.ShouldBeFalse();
        result.Failure.ShouldBe(Broken);
        result.TryGet(out _, out var failure).ShouldBeFalse();
        failure.ShouldBe(Broken);
        Should.Throw<InvalidOperationException>(() => result.Value).Message.ShouldContain("the file is empty");
    }

    [Fact]
    public void A_failure_passes_through_what_follows_and_nothing_of_it_runs()
    {
        Result<int> result = Broken;

        result.Map<string>(_ => throw new InvalidOperationException("must not run")).Failure.ShouldBe(Broken);
        result.Then<string>(_ => throw new InvalidOperationException("must not run")).Failure.ShouldBe(Broken);
        result.Or(3).ShouldBe(3);
    }

    [Fact]
    public void A_success_goes_on_until_something_fails()
    {
        Result<int> result = 7;

        result.Map(value => value + 1).Value.ShouldBe(8);
        result.Then<int>(value => value * 2).Value.ShouldBe(14);
        result.Then<int>(_ => Broken).Failure.ShouldBe(Broken);
        result.Or(3).ShouldBe(7);
    }

    [Fact]
    public void An_interface_value_is_a_success_as_well()
    {
        IReadOnlyList<int> list = [1, 2];

        Result<IReadOnlyList<int>>.Success(list).Value.ShouldBeSameAs(list);
    }

    [Fact]
    public void A_failure_is_told_with_its_place_from_the_outside_in()
    {
        Broken.In("desi-00000101.fits.fz").ToString().ShouldBe("desi-00000101.fits.fz, HDU 2: the file is empty");
        new Failure("no such file").In("raw").ToString().ShouldBe("raw: no such file");
        new Failure("no such file").ToString().ShouldBe("no such file");
    }

    [Fact]
    public void A_failure_stays_permanent_or_transient_wherever_it_is_seen_from()
    {
        Broken.Kind.ShouldBe(FailureKind.Permanent);
        (Broken with { Kind = FailureKind.Transient }).In("disk").Kind.ShouldBe(FailureKind.Transient);
    }
}
