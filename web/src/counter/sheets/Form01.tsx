// Form 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả, on A5: the lines of the receipt in the order of Circular 03/2025.
import type { Schemas } from '../../api/client';
import { dateOfIso } from '../../ui/dates';
import { Qr } from '../../ui/Qr';
import { followAddress } from '../Done';
import { SheetHead } from './Head';
import { feeText, kPaperWords, wayText, whenText } from './words';

type Receipt = Schemas['Receipt'];

function Line({ says, children }: { says: string; children: React.ReactNode }) {
  return children ? (
    <p>
      {says}: {children}
    </p>
  ) : null;
}

function Papers({ receipt }: { receipt: Receipt }) {
  return (
    <>
      <p>Thành phần hồ sơ nộp gồm:{receipt.papers.length === 0 && ' không có'}</p>
      <ol className="sheet-papers">
        {receipt.papers.map((paper) => (
          <li key={paper.no}>
            {paper.name}: {paper.quantity} {kPaperWords[paper.kind]}
          </li>
        ))}
      </ol>
      <p>Số lượng hồ sơ: {receipt.sets} (bộ)</p>
    </>
  );
}

export function Form01({ reception }: { reception: Schemas['Reception'] }) {
  const { receipt } = reception;
  const submitter = receipt.submitter;
  return (
    <div className="sheet">
      <SheetHead receipt={receipt} number={receipt.number} />
      <div className="sheet-title">
        <div>
          <h1>Giấy tiếp nhận hồ sơ và hẹn trả kết quả</h1>
          <p className="sheet-code">
            Mã hồ sơ: <strong className="mono">{receipt.code}</strong>
          </p>
        </div>
        <Qr text={followAddress(receipt)} label="" />
      </div>
      <Line says={`${receipt.desk} tiếp nhận hồ sơ của`}>
        <strong>{receipt.received_from.name}</strong>
      </Line>
      <Line says="Địa chỉ">{receipt.received_from.address}</Line>
      <Line says="Số điện thoại">{receipt.received_from.phone}</Line>
      <Line says="Thư điện tử">{receipt.received_from.email}</Line>
      <Line says="Người nộp hồ sơ">
        {submitter && [submitter.name, submitter.relation, submitter.authority?.paper, submitter.authority?.until && `đến ${dateOfIso(submitter.authority.until)}`].filter(Boolean).join(', ')}
      </Line>
      <Line says="Nội dung yêu cầu giải quyết">
        {receipt.procedure.name} ({receipt.procedure.code}){receipt.case && `, ${receipt.case}`}
      </Line>
      <Papers receipt={receipt} />
      <Line says="Thời gian giải quyết hồ sơ theo quy định">{receipt.statutory_limit}</Line>
      <Line says="Thời gian nhận hồ sơ">{whenText(receipt.received_at)}</Line>
      <p className="sheet-due">
        Thời gian trả kết quả: <strong>{receipt.return_at ? whenText(receipt.return_at) : 'không có hạn trả'}</strong>
      </p>
      <Line says="Đăng ký nhận kết quả">{wayText(receipt.delivery, receipt.desk)}</Line>
      {receipt.fees.length > 0 && <Line says="Phí, lệ phí">{receipt.fees.map(feeText).join('; ')}</Line>}
      <Line says="Cơ quan giải quyết">{receipt.deciding_agency}</Line>
      <p>
        Vào Sổ theo dõi hồ sơ, quyển số: {receipt.register.volume}, số thứ tự: {receipt.register.number}
      </p>
      <Follow reception={reception} />
      <Signatures receipt={receipt} />
      {receipt.notes.map((note) => (
        <p key={note} className="sheet-note">
          {note}
        </p>
      ))}
      <p className="sheet-note">Đường dây nóng: {receipt.hotline}</p>
    </div>
  );
}

export function Follow({ reception }: { reception: Schemas['Reception'] }) {
  return (
    <p>
      Theo dõi tại <span className="mono">{followAddress(reception.receipt)}</span>; mã bí mật: <strong className="mono">{reception.secret}</strong>
    </p>
  );
}

export function Signatures({ receipt }: { receipt: Receipt }) {
  return (
    <div className="sheet-sign">
      <div>
        <strong>Người nộp hồ sơ</strong>
        <em>(ký và ghi rõ họ tên)</em>
        <span>{receipt.submitter?.name ?? receipt.received_from.name}</span>
      </div>
      <div>
        <strong>Người tiếp nhận hồ sơ</strong>
        <em>(ký và ghi rõ họ tên)</em>
        <span>{receipt.received_by}</span>
      </div>
    </div>
  );
}
